"""The small words that decide what a sentence claims, in the six languages, as data: each a regular expression.

They work on text as `claims` folds it: lower case, apostrophes straight. `claims` says what each class is for.
"""

from __future__ import annotations

from typing import Final

# Not, and verbs that say that something is not, or is not to be.
NEGATIONS: Final = {
    "en": r"not(?! only)|no|nor|neither|never|none|nobody|nothing|cannot|without|\w+n't|non|refrain\w*|avoid\w*"
    r"|prevent\w*"
    r"|prohibit\w*|reject\w*|oppos\w*|den(?:y|ies|ied|ying)|eliminat\w*|combat\w*|ceas\w*|suppress\w*|abolish\w*"
    r"|absence|lack\w*|fail\w*|refus\w*|against|except|free from|instead of|rather than",
    "fr": r"ne|n'|pas|ni|sans|aucune?s?|jamais|nul(?:le)?|non|abst\w+|évit\w+|prév[ei]n\w+|interdi\w+|rejet\w+|oppos\w+"
    r"|refus\w+|élimin\w+|combatt?\w*|cess\w+|absence|contre|sauf|au lieu de",
    "es": r"no(?! sólo| solo)|ni|sin|nunca|jamás|ningun[oa]?s?|ningún|tampoco|nada|abst[eu]\w+|evit\w+|prevenir"
    r"|prevención"
    r"|prohib\w+|rechaz\w+|opon\w+|neg(?:ar|ó|ando)|elimin\w+|combat\w+|ausencia|contra|salvo|en lugar de",
    "ru": r"не(?! только)|ни|нет|без|никогда|нельзя|воздерж\w+|избег\w+|предотвращ\w+|предупрежд\w+|запре\w+"
    r"|отверг\w+"
    r"|отказ\w+|прекра\w+|против|кроме|вместо|отсутств\w+",
    "ar": r"لا|لم|لن|ليس|ليست|غير|دون|بدون|عدم|ولا|بعدم|وعدم|منع|لمنع|الامتناع|تمتنع|يمتنع|تجنب|رفض|يرفض|ترفض|ضد",
    "zh": r"不(?![仅但同断论管久过])|未(?!来)|非(?!常|洲|政府)|无(?!论)|没有?|勿|莫|避免|防止|禁止|拒绝|反对"
    r"|制止|免受|除",
}
# What only considers, tries or seeks to do the thing named next.
SOFTENERS: Final = {
    "en": r"consider(?:s|ed|ing)?|explor\w+|endeavou?r\w*|striv\w+|seek\w*|attempt\w*|study|studying|examine"
    r"|examining|intend\w*"
    r"|plans?|planning",
    "fr": r"envisag\w+|examin\w+|étudi\w+|efforc\w+|tent\w+|cherch\w+",
    "es": r"consider\w+|examin\w+|estudi\w+|procur\w+|intent\w+|esforz\w+",
    "ru": r"рассм\w+|изуч\w+|стрем\w+|пыта\w+",
    "ar": r"النظر|تنظر|ينظر|دراسة|السعي|يسعى|تسعى|محاولة",
    "zh": r"考虑|审议|研究|争取|努力|试图|设法",
}
# How binding a thing is said to be.
MODALS: Final = {
    "must": {
        "en": r"must|shall|obliged|obligatory|required|requirement|mandatory|ha(?:s|ve) to|bound to|compulsory"
        r"|binding",
        "fr": r"doi(?:t|vent)|obligatoires?|tenue?s? de|exigée?s?|contraignante?s?",
        "es": r"deben?|deberán?|obligad[oa]s?|obligatori[oa]s?|tienen? que|vinculantes?",
        "ru": r"обязан(?:а|о|ы)?|обязательн\w+|необходимо",
        "ar": r"يجب|ويجب|يتعين|ملزم\w*|إلزامي\w*",
        "zh": r"必须|务必|强制",
    },
    "duty": {
        "en": r"obligations?|duty|duties|responsibilit(?:y|ies)",
        "fr": r"obligations?|devoirs?|responsabilités?",
        "es": r"obligación|obligaciones|deber(?:es)?|responsabilidad(?:es)?",
        "ru": r"обязанност\w+|обязательств\w*|долг\w*|ответственност\w+",
        "ar": r"واجب\w*|التزام\w*|مسؤولي\w+",
        "zh": r"义务|责任",
    },
    "should": {
        "en": r"should|ought",
        "fr": r"devrai(?:t|ent)|convient",
        "es": r"deberían?|conviene",
        "ru": r"следует|долж(?:ен|на|но|ны)|надлежит",
        "ar": r"ينبغي|وينبغي",
        "zh": r"应当?|应该|宜",
    },
    "may": {
        "en": r"may|might|can|could|allow\w*|permit\w*|entitled to|free to|optional|voluntar\w+",
        "fr": r"peu(?:t|vent)|pourrai(?:t|ent)|autoris\w+|libres? de|facultati\w+",
        "es": r"puede[n]?|podrían?|permit\w+|facultativ\w+|voluntari\w+",
        "ru": r"мо(?:жет|гут|гли)|вправе|разреш\w+|добровольн\w+",
        "ar": r"يجوز|يمكن|قد(?= [يت])|اختياري\w*",
        "zh": r"可以|可能|允许|得以|自愿",
    },
}
# For how much of a thing something is said.
SCOPES: Final = {
    "only": {
        "en": r"(?<!not )(?:only|solely|exclusively|merely|alone|purely)",
        "fr": r"seul(?:e|s|es|ement)?|uniquement|exclusivement",
        "es": r"(?<!no )(?:sólo|solo|solamente|únicamente|exclusivamente)",
        "ru": r"(?<!не )(?:только|лишь|исключительно)",
        "ar": r"فقط|حصرا|وحدها|وحده",
        "zh": r"(?<!不)(?:仅仅?|只有?|唯一|单独)",
    },
    "all": {
        "en": r"all|every|each|any|always|everywhere|wherever|universal\w*|everyone|everybody|whole|entire\w*"
        r"|completely"
        r"|fully|full|without exception",
        "fr": r"tou(?:t|te|s|tes)|chaque|chacune?|toujours|partout|universel\w*|entièrement|pleine?(?:ment)?|ensemble",
        "es": r"tod[oa]s?|cada|cualquier\w*|siempre|dondequiera|universal\w*|enter[oa]|plen[oa](?:mente)?",
        "ru": r"все\w*|всяк\w+|кажд\w+|любо\w+|любы\w+|всегда|повсюду|везде|универсальн\w+|полн\w+",
        "ar": r"جميع|لجميع|وجميع|كل|كافة|أي|أينما|حيثما|دائما|عالمي\w*|كامل\w*",
        "zh": r"所有|一切|每[一个]?|任何|全部|各[国种项会]?|始终|不论何处|普遍|全[面体人]|充分",
    },
    "some": {
        "en": r"some|several|certain|few|many|various|partly|partially|sometimes|occasionally|numerous|other",
        "fr": r"certaine?s|quelques|plusieurs|divers\w*|parfois|nombreu\w+|autres?",
        "es": r"algun[oa]s?|algún|ciert[oa]s|vari[oa]s|divers[oa]s|much[oa]s|numeros[oa]s|otr[oa]s?",
        "ru": r"некотор\w+|нескольк\w+|различны\w+|многи\w+|ин(?:ые|ых|ым)|други\w+|иногда",
        "ar": r"بعض|عدة|العديد|أخرى|الأخرى|أحيانا|مختلف",
        "zh": r"某些?|一些|若干|部分|多个|有些|有的|其他|各种|有时",
    },
    "most": {
        "en": r"most|mostly|mainly|largely|primarily|majority|especially|particularly|above all|chiefly"
        r"|in particular",
        "fr": r"plupart|majorité|principalement|surtout|notamment|en particulier|essentiellement",
        "es": r"mayoría|mayor parte|principalmente|sobre todo|especialmente|en particular|en especial",
        "ru": r"большинств\w+|главным образом|преимущественно|особенно|в частности|прежде всего",
        "ar": r"معظم|أغلب|غالبية|لا سيما|ولا سيما|وبخاصة|وخاصة|خصوصا",
        "zh": r"大多数?|多数|主要|尤其|特别(?!报告)",
    },
    "bound": {
        "en": r"at least|at most|more than|less than|fewer than|up to|no later than|within|by the end of|twice"
        r"|double",
        "fr": r"au moins|au plus|plus de|moins de|jusqu'à|au plus tard|dans un délai",
        "es": r"al menos|por lo menos|como máximo|más de|menos de|hasta|a más tardar|dentro de",
        "ru": r"не менее|не более|более|менее|свыше|до конца|не позднее|в течение",
        "ar": r"على الأقل|على الأكثر|أكثر من|أقل من|في موعد أقصاه|خلال",
        "zh": r"至少|至多|最多|超过|少于|不超过|不迟于|以内|之内",
    },
}
# How two things are said to hang together.
LINKS: Final = {
    "cause": {
        "en": r"because|due to|owing to|as a result|therefore|thus|hence|consequently|so that|in response to"
        r"|leads? to|led to"
        r"|caus\w+|thanks to|by virtue of|contribut\w+",
        "fr": r"parce que|car|en raison|grâce à|par conséquent|donc|ainsi|afin que|à cause|en vertu|contribu\w+",
        "es": r"porque|debido a|a causa de|por lo tanto|por tanto|por consiguiente|gracias a|en virtud|contribu\w+",
        "ru": r"потому что|поскольку|из-за|вследствие|в результате|поэтому|благодаря|ввиду|в силу|способств\w+",
        "ar": r"لأن|بسبب|نتيجة|لذلك|وبالتالي|بفضل|بمقتضى|بحكم|يسهم|تسهم",
        "zh": r"因为|由于|因此|所以|导致|从而|以致|有助于",
    },
    "condition": {
        "en": r"if|unless|provided that|as long as|subject to|in case|once|when|whenever|as appropriate"
        r"|conditional\w*",
        "fr": r"si|à moins|à condition|pourvu|sous réserve|dès que|lorsque|s'il y a lieu|selon qu'il convient",
        "es": r"si|a menos que|siempre que|a condición|con sujeción|en caso de|cuando|según proceda",
        "ru": r"если|при условии|в случае|когда|по мере необходимости|в соответствующих случаях",
        "ar": r"إذا|شريطة|بشرط|ما لم|في حالة|عندما|حسب الاقتضاء",
        "zh": r"如果|若(?!干)|除非|只要|一旦|条件|酌情|如有",
    },
    "before": {
        "en": r"before|prior to|until|ahead of",
        "fr": r"avant|jusqu'à",
        "es": r"antes|hasta",
        "ru": r"перед|прежде|пока|до того",
        "ar": r"قبل|حتى",
        "zh": r"以前|之前|直到|直至",
    },
    "after": {
        "en": r"after|following|since|afterwards|subsequent\w*",
        "fr": r"après|depuis|à la suite|ultérieur\w*",
        "es": r"después|tras|desde|posterior\w*",
        "ru": r"после|впоследствии|с тех пор",
        "ar": r"بعد|منذ|لاحق\w*",
        "zh": r"以后|之后|以来|随后",
    },
    "first person": {
        "en": r"i|me|my|mine|we|us|our|ours",
        "fr": r"je|j'|moi|mon|nous|notre|nos",
        "es": r"yo|mi|nosotr[oa]s|nuestr[oa]s?",
        "ru": r"я|мне|мой|моя|мы|нам|нас|наш\w*",
        "ar": r"أنا|نحن",
        "zh": r"我",
    },
    "second person": {
        "en": r"you|your|yours",
        "fr": r"tu|ton|vous|votre|vos",
        "es": r"tú|usted|ustedes|vosotr[oa]s",
        "ru": r"ты|тебе|вы|вам|вас|ваш\w*",
        "ar": r"أنت|أنتم",
        "zh": r"你|您",
    },
    "done": {
        "en": r"ha(?:s|ve|d)(?= (?!been |(?:also |further )?(?:request|decid|call|invit|urg|ask|express"
        r"|reaffirm|stress"
        r"|underlin|welcom|recogni|adopt|consider|recall|affirm|tak))\w+(?:ed|en|wn|ne|nt|pt)(?!\w))|already"
        r"|succe\w+",
        "fr": r"déjà|succès|réussi\w*",
        "es": r"ya|éxito|logr[oó]\w*",
        "ru": r"уже|успешно",
        "ar": r"بالفعل|نجح\w*",
        "zh": r"已经?|成功",
    },
    "more": {
        "en": r"more|less|greater|fewer|better|worse|stronger|weaker|longer|increasing\w*"
        r"|further(?=[^,.;]{0,30}(?:propos|progress|"
        r"coop|measure|step|develop|idea))",
        "fr": r"plus|moins|davantage|mieux|pire|supplémentaires?",
        "es": r"más|menos|mejor|peor|mayor(?!ía)|menor",
        "ru": r"больше|меньше|лучше|хуже|дальнейш\w+|дополнительн\w+",
        "ar": r"أكثر|أقل|أفضل|أسوأ|المزيد|مزيد\w*",
        "zh": r"更[多加少大好强]?|较|进一步",
    },
}
# Words about the document, and joints of a sentence, which claim nothing that the other checks do not look at.
NEUTRAL: Final = {
    "en": "resolution paragraph para paragraphs preamble preambular operative clause text document provision passage "
    "say says said state states stated provide provides mention refer speak deal set out read contain include "
    "concerning "
    "regarding respect relation relating about vote also moreover "
    "furthermore addition additionally finally lastly similarly likewise while whereas whose way terms part "
    "namely specifically do so as well it them asked ask call body organ thereof thereby accordingly session titled "
    "subject point express expressed view through within among upon toward towards",
    "fr": "résolution paragraphe alinéa préambule dispositif texte document dire énoncer indiquer mentionner porter "
    "concernant relatif relative relatifs relatives également "
    "outre enfin tandis alors session point sujet termes dont où lequel laquelle égard ainsi cours sens",
    "es": "resolución párrafo preámbulo parte dispositiva texto documento decir dice establece señala indica menciona "
    "relativo relativa relativos relativas también además "
    "asimismo finalmente mientras sesiones período sesión tema términos cuyo cual respecto relación",
    "ru": "резолюция пункт преамбула текст документ говорится указывается гласит содержит касающийся отношении "
    "также кроме того наконец сессия сессии вопрос "
    "который которые своей своем свою своих котором соответствии",
    "ar": "قرار القرار فقرة الفقرة الديباجة النص نص وثيقة ينص تنص يقول تقول ذكر تذكر بشأن المتعلق المتعلقة "
    "أيضا كذلك وأخيرا دورة الدورة دورتها بند",
    "zh": "",
}
ORGANIZATION: Final = r"united nations|un(?:'s)?|nations unies|onu|naciones unidas"
r"|организаци\w+ объединенных наций|оон|الأمم المتحدة|联合国"
NEUTRAL_WIDE: Final = (
    r"联合国|第?\d+段|本?决议|段落?|序言|执行部分|文本|文件|规定|指出|提到|提及|表示|写道|载有|文号|编号|题为"
    r"|届会|会议上?|其中|该|此外|另外|同时|并且?|以及|还|也|又"
    r"|[的了是在和与及其为对于以将向就由从有这此等中上下所要应可能会之而使让把被给到并且们个项一]"
)
# Words that may stand for each other: what one of a line says, another does. Stems, as the lexical index sees words.
SYNONYMS: Final = {
    "en": (
        "submit present provid deliv hand furnish",
        "consid examin discuss review take",
        "matter question issu topic",
        "continu ongo constant last persist",
        "need necess",
        "propos suggest",
        "promot foster advanc further",
        "protect safeguard",
        "strengthen reinforc enhanc",
        "violat abus breach",
        "fundament basic",
        "freedom liberti",
        "duti oblig respons",
        "vigil watch alert",
        "end purpos aim goal",
        "interfer meddl",
        "entitl titl head",
        "comprehens thorough",
        "fair equit",
        "unbias imparti",
        "carri perform discharg execut fulfil",
        "task job",
        "base ground found",
        "mass massiv",
        "flagrant gross",
        "bear keep",
        "independ autonom",
        "legitim rightfulli",
        "respect observ",
        "choos determin",
        "pursu follow",
    ),
    "fr": (
        "présenter soumettre fournir",
        "examiner étudier",
        "question sujet",
        "promouvoir favoriser encourager",
        "protéger sauvegarder",
        "renforcer consolider",
        "violation atteinte",
        "fin but objectif",
        "pays État",
        "obligation devoir",
    ),
    "es": (
        "presentar someter proporcionar",
        "examinar considerar estudiar",
        "cuestión asunto",
        "promover fomentar",
        "proteger salvaguardar",
        "fortalecer reforzar",
        "fin propósito objetivo",
        "país estado",
        "obligación deber",
    ),
    "ru": ("представить представление", "рассмотреть рассмотрение", "вопрос тема", "цель задача", "страна государство"),
    "ar": (),
    "zh": (),
}
