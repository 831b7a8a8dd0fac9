"""The words by which `rag.answer_type` tells what is asked for and what a passage holds, in the six languages."""

from __future__ import annotations

import re
from typing import Final

from index.languages import MONTHS


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# "how much" and "how many", of what can be counted; "number" alone is as often that of a document.
AMOUNT: Final = _any(
    r"(?:^|[^\w\s] |\b(?:and|about|at|by|for|in|of|on|to|with) )how (?:many|much|large|big|high|costly|expensive)\b",
    r"\bwhat (?:amount|sum|percentage|proportion|share)\b",
    r"\bcombien\b|\bquels? (?:montant|effectif|pourcentage)s?\b|\bà combien\b",
    r"\bcuánt[oa]s?\b|\bqué (?:cantidad|monto|suma|porcentaje)\b",
    r"\bсколько\b|какова (?:сумма|численность|доля)",
    r"(?<![^\W_])كم(?![^\W_])",
    r"多少|(?<![第哪])几(?:个|名|人|次|国|年|天|月)",
)
MONEY: Final = _any(
    r"\bcosts?\b|\bprice|\bbudget|\bexpens|\bmoney\b|\bpaid\b|\bfunding\b",
    r"\bco[uû]t|\bprix\b|\bbudget|\bdépens|\bargent\b|\bpayé",
    r"\bcost[eóao]|\bcuesta|\bprecio|\bpresupuest|\bgast|\bdinero\b|\bpag(?:ó|ad)",
    r"стоимост|стоил|стоит|бюджет|расход|денег|деньги|заплат",
    r"تكلف|كلف|ميزاني|نفقات|مال|دفع",
    r"费用|花费|预算|经费|多少钱|美元|支付",
)
SUMS: Final = _any(
    r"[$£€]|\bdollars?\b|\bpounds?\b|\bfrancs?\b|\b(?:US|USD)\b|\bdólares\b|доллар|دولار|美元",
)
# What somebody said: not the text itself, nor the body that adopted it.
SPEECH: Final = _any(
    r"\b(?:speech|spoke)\b|\bwhat (?:did|was|had) (?:the )?"
    r"(?!\W*\d|(?:[\w-]+ ){0,2}(?:council|assembly|resolutions?|texts?|UN|it|they)\b)"
    r"(?:[\w’'-]+ ){1,5}(?:say|said|tell|told|argue|declare|announce|claim|promise)\b",
    r"\bdiscours\b|\borateurs?\b|\bqu['’]a (?:dit|déclaré)|\bqui a (?:parlé|pris la parole)\b",
    r"\bdiscursos?\b|\bhabl(?:ó|aron)\b|\bqué dij(?:o|eron)\b",
    r"\bречь\b|\bвыступ(?:ил|ал)|что (?:сказал|заявил)",
    r"خطاب|ماذا قال|ألقى",
    r"发言|演讲|讲话|(?:代表|大使|国王|总统|部长)[^,，。?？]{0,20}说",
)
SAID: Final = _any(
    r"[“«\"]|\b(?:statement|letter|declar\w+|said|stat(?:ed|ing)|announc\w+)\b[^.;]{0,160}\b(?:that|which|whereby)\b",
    r"声明[^。；]{0,40}(?:说|表示|称)|表示",
)
REASON: Final = _any(
    r"\bwhy\b|\bfor what reasons?\b|\bwhat (?:is|was|were|are) the reasons?\b|\bhow come\b",
    r"\bpourquoi\b|\bpour quelles? raisons?\b|\bquelles? (?:est|sont|était|étaient) les? raisons?\b",
    r"(?:^|[¿\s])por qué\b|\bpor qué (?:razón|motivo)",
    r"\bпочему\b|\bзачем\b|по какой причине|как\w+ причин",
    r"لماذا|ما سبب|ما هو السبب|لأي سبب",
    r"为什么|为何|何以|什么原因|原因是什么",
)
# A name is asked for.
NAME: Final = _any(
    r"\bnames? of\b|\bname the\b|\bby name\b|\bwhose names?\b|\bwhat (?:is|was|were) [^?]{1,60} called\W*$",
    r"\b(?:le nom|les noms) d|\bnommément\b|\bcomment s['’]appel",
    r"\b(?:el|los|qué) nombres? de\b|\bcómo se llama",
    r"\bимен[аи]\b|\bфамили|\bкак (?:звали|зовут)\b",
    r"(?:اسم|أسماء)(?! القرار)",
    r"姓名|名字|名单|叫什么",
)
# Who, or which countries, did something that is past. "Who is asked to report?" is content with a body.
WHO: Final = _any(
    r"\bwho (?:else |first |actually |has |had )?(?:was |were )?(?:\w{2,}ed|did|had(?! to\b)|wrote|spoke|led|won|paid"
    r"|shot|gave|took|made|set)\b",
    r"\b(?:which|what) (?:countries|states|governments|nations|delegations|members?)\b (?:have |had |has )?"
    r"(?:\w{2,}ed|spoke|took|gave|broke|made|sent|did)\b",
    r"\bqui (?:a|ont|avait|fut|était)\b|\bquels? (?:États|pays|gouvernements|orateurs?) (?:a|ont)\b",
    r"\bquién(?:es)? (?:\w+ó|\w+aron|\w+ieron|fue|hizo|dijo|era|había)\b"
    r"|\bqué (?:países|Estados|gobiernos) (?:\w+aron|\w+ieron|han)\b",
    r"\bкто (?:\w+л[аи]?(?:с[ья])?)\b|\bкакие (?:страны|государства|правительства) \w+ли(?:сь)?\b",
    r"من (?:الذي|هو|هم|كان)|^\W*من (?!المقرر|المتوقع|المطلوب|المدعو|بين|خلال|قبل|أجل|حيث|أي)\w+",
    r"(?<![同向请由对给与跟])谁(?![应须可会也来要将都])|哪些(?:国家|政府|代表)",
)
# Who held an office: "who was Secretary-General when ...?". Not "who is the Secretary-General asked to invite?".
OFFICE_HOLDER: Final = _any(
    r"\bwho (?:was|is|served as|acted as|became) (?:then |the )*(?:[\w-]+ ){0,2}?(?:secretary[- ]general|president"
    r"|chair\w*|(?:prime |foreign )?minister|ambassador|king|queen|rapporteur|high commissioner)\b"
    r"(?!\W+(?:\w+ed|told|to)\b)",
    r"\bwho (?:presided|chaired|was (?:presiding|chairing|in the chair|in office))\b",
    r"\b(?:which|what|whose) (?:secretary[- ]general|president|chair(?:man|person|woman)?)\b(?!['’]s)",
    r"\bnames? of (?:the )?(?:[\w-]+ )?(?:secretary[- ]general|president|chair(?:man|person|woman)?)\b",
    r"\bqui (?:était|est|fut|a été) (?:alors |le |la |l['’])*(?:\w+ )?(?:secrétaire général|président"
    r"|(?:premier )?ministre|ambassadeur|roi|reine|rapporteur|haut[- ]commissaire)",
    r"\bqui (?:présidait|présida|a présidé)\b|\bsous quel(?:le)? (?:secrétaire général|président)",
    r"(?:\bs['’]appelait|\bs['’]appelle|\ble nom d[ue]) (?:le |la |l['’])?(?:secrétaire général|président)",
    r"\bquién (?:era|es|fue) (?:entonces |el |la )*(?:\w+ )?(?:secretari[oa] general|president"
    r"|(?:primer )?ministr|embajador|rey|reina|relator|alto comisionado)",
    r"\bquién (?:presidía|presidió)\b|\bbajo qué (?:secretari[oa] general|president)",
    r"(?:\bse llama(?:ba)?|\bel nombre de) ?l? (?:el |la )?(?:secretari[oa] general|president)",
    r"\bкто (?:тогда )?(?:был|была|являлся|являлась) (?:тогда )?(?:\w+ )?(?:генеральн\w+ секретар"
    r"|председател|президент|министр|посл|корол|докладчик|верховн\w+ комиссар)",
    r"\bкто председательствовал|\bпри каком (?:генеральном секретаре|председателе|президенте)",
    r"\b(?:как (?:звали|зовут)|имя) (?:генеральн\w+ секретар|председател|президент)",
    r"من (?:كان|هو|كانت|هي) (?:ال)?(?:أمين|رئيس|وزير|سفير|ملك|مقرر|مفوض)|من (?:الذي )?(?:ترأس|رأس)(?![^\W_])"
    r"|اسم (?:ال)?(?:أمين|رئيس)",
    r"谁(?:是|任|担任|当|做)(?:时任|当时的|联合国)*(?:大会|安理会)?(?:秘书长|主席|总统|总理|部长|大使|国王)|谁主持"
    r"|(?:秘书长|主席|总统|总理|国王)(?:是谁|叫什么|的?姓名|的?名字)|哪位(?:秘书长|主席|总统)",
)
# Whether others have done something: "did Israel ...?". When or where they did may stand in a request as well.
PAST: Final = _any(
    r"^\W*(?:and |but |so )?(?:did|has|have|had)\b(?! to\b)",
    r"^\W*(?:et |mais )?(?!qu|où|comment|combien|pourquoi)(?:[\w’'-]+ ){1,5}?(?:a|ont|avait|avaient)-t-\w+",
    r"^\W*(?:y |pero )?(?:\w{2,}(?:ó|aron|ieron)|han?|hizo|hubo)\b",
    r"^\W*(?:а |и |но )?(?:[\w-]+ ){0,3}?\w{3,}(?:л|ла|ло|ли|лся|лась|лось|лись) ли\b",
    r"了(?:吗|没有)|是否已|有没有[^,，。?？]{2,20}过",
)
AFTERWARDS: Final = _any(
    r"\bactually (?!\w+s\b)\w|\beventually\b|\bin the end\b|\bafterwards?\b|\bsubsequently\b|\bcame of\b"
    r"|\bturned out\b|\b(?:result|outcome|aftermath)s? of\b|\bhappened\b|\bafter (?:the )?(?:adoption|resolution)\b",
    r"\bfinalement\b|\bpar la suite\b|\brésultats? d|\bsuites? donnée|\bs['’]est[- ]il passé"
    r"|\baprès (?:l['’]adoption|la résolution)",
    r"\bfinalmente\b|\bposteriormente\b|\bresultados? de|\bqué (?:pasó|ocurrió|sucedió)"
    r"|\b(?:tras|después de) (?:la aprobación|la resolución)",
    r"на деле|впоследствии|в итоге|в конце концов|результат\w* (?!голос)|что произошло"
    r"|чем (?:за|о)кончил|после (?:принятия|резолюции)",
    r"فعلا|بالفعل|لاحقا|في النهاية|نتائج|نتيجة|ماذا حدث|بعد (?:اعتماد|القرار)",
    r"实际上|事实上|最终|最后怎|后来|随后|结果(?:如何|是|怎)|通过之?后|决议之?后",
)
# Who speaks is the text, or the body that adopted it.
BY_THE_TEXT: Final = _any(
    r"\b(?:did|has|have|had) (?:the )?(?:[\w-]+ ){0,2}(?:Council|Assembly|resolutions?|texts?|UN|it|they)\b"
    r"|\b(?:sa(?:y|id|ys)|tell|told|mention|refer|regard|word)",
    r"\b(?:Conseil|Assemblée|résolution) (?:\w+[- ])?(?:a|ont|avait)\b|\bdit\b",
    r"\b(?:Consejo|Asamblea|resolución)\b|\bdice\b",
    r"\b(?:Совет|Ассамблея|резолюция)\b|говор",
    r"(?:大会|安理会|安全理事会|决议)[^,，。?？]{0,6}[了过]",
)

# What counts nothing: the numbers of paragraphs, articles, chapters and documents, ordinals.
NOT_COUNTED: Final = _any(
    r"\b(?:paragraphs?|paras?\.?|articles?|arts?\.?|chapters?|chap\.|annex|sections?|parts?|no\.|nos\.|supplement|vol\.)"
    r" [\dIVX]+(?:(?:,| and| to|-|–) \d+)*",
    r"\b[A-Z]{1,2}/[\w./()-]+",
    r"\b\d+(?:st|nd|rd|th)\b|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b",
    r"\b[\w-]+(?:teenth|ieth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b",
    r"第[〇零一二三四五六七八九十百\d]+[届条段章号项次]?",
)
REASONS: Final = _any(
    r"\bbecause\b|\bsince\b|\bin order (?:to|that)\b|\bso (?:that|as to)\b|\bowing to\b|\bdue to\b|\bas a result\b",
    r"\bin view of\b|\bon the grounds?\b|\breasons?\b|\bwith a view to\b|\bby virtue of\b|\bas such\b",
    r"\bcontribut|\baim|\bpurposes?\b|\bconsequen|\bensur|\btherefore\b|\bthus\b|\bconsiders?\b|\bmindful\b",
    r"\bcar\b|\bparce qu|\bafin\b|\ben raison\b|\ben vertu\b|\bcontribu|\ben vue d|\bdonc\b|\bbut\b|\bconsid",
    r"\bporque\b|\bdebido\b|\ben virtud\b|\ba fin de\b|\bcon miras\b|\bpor (?:lo )?tanto\b|\bcontribu|\bconsider",
    r"поскольку|потому|из-за|вследствие|в силу|с тем чтобы|в целях|ввиду|способств|счита",
    r"لأن|بسبب|بحكم|بمقتضى|من أجل|بغية|بهدف|نظرا|يسهم|تسهم",
    r"因为?|由于|以便|为了|从而|有助于|因此|认为|作为",
)

CASED: Final = frozenset({"en", "fr", "es", "ru"})
HONORIFICS: Final = _any(r"[一-鿿]·[一-鿿]|先生|女士|阁下|国王|亲王|السيد|السيدة|الملك|الأمير|الرئيس")
# A person, by title and name: "Sir Owen Dixon", "President Jean-Bertrand Aristide".
PERSONS: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Count|King|Queen|Prince|President|Prime Minister|General|Colonel|Ambassador|M|MM"
    r"|Mme|Sr|Sra|г-н|г-жа)\b\.? (?!of\b|Assembly)[^\W\d_a-zа-яё][\w’'.-]*"
)
# Capitalised words that stand in any resolution and name nobody in particular.
GENERIC_NAMES: Final = _any(
    r"\b(?:United Nations|Member States?|States?|Governments?|Charter|Organi[sz]ation|Articles?|Chapters?|Members?"
    r"|Council|Security|General|Assembly|Secretary|Secretariat|President|Resolutions?|Commission|Committee|Conference|Nations?"
    r"|Human Rights|Declaration|Covenants?|Programme of Action|Convention|Power|Parties|Force|Mission"
    r"|Special|Report)\b",
    r"\b(?:Nations Unies|États?|Membres?|Charte|Organisation|Conseil|Sécurité|Assemblée|Secrétaire|Président"
    r"|Gouvernements?|Déclaration|Convention|Commission)\b",
    r"\b(?:Naciones Unidas|Estados?|Miembros?|Carta|Organización|Consejo|Seguridad|Asamblea|Secretario|Presidente"
    r"|Gobiernos?|Declaración|Convención|Comisión)\b",
    r"\b(?:Организаци\w+|Объединенны\w+|Наци\w+|Устав\w*|Совет\w*|Безопасности|Генеральн\w+|Ассамбле\w+|Секретар\w*)\b",
)
CALENDAR: Final = re.compile("|".join(map(re.escape, MONTHS)))
