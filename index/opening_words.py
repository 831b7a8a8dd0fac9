"""The words of opening phrases in the six languages, as data.

Made after the lists in the United Nations Editorial Manual and the phrases of the resolutions themselves; `openings`
puts them together. Each constant says which clauses its words open.
"""

from __future__ import annotations

from typing import Final

ENGLISH_ADVERBS: Final = (
    "also|further|again|once again|once more|deeply|gravely|seriously|strongly|fully|firmly|highly|urgently|solemnly|"
    "warmly|greatly|equally|likewise|particularly|especially|extremely|most|very|profoundly|categorically|hereby|"
    "unequivocally|vigorously|energetically|earnestly|expressly|keenly|sincerely|specifically|consequently|therefore|"
    "accordingly|severely|still|acutely|increasingly|utterly|resolutely|unreservedly|emphatically|formally|duly"
)

# Third person / participle: the first opens operative clauses, the second preambular ones.
ENGLISH_VERBS: Final = tuple(
    """
accepts/accepting acclaims/acclaiming acknowledges/acknowledging acts/acting addresses/addressing adopts/adopting
affirms/affirming agrees/agreeing allocates/allocating amends/amending anticipates/anticipating appeals/appealing
applauds/applauding appoints/appointing appreciates/appreciating approves/approving asks/asking asserts/asserting
assigns/assigning assures/assuring authorizes/authorizing authorises/authorising believes/believing calls/calling
cautions/cautioning censures/censuring charges/charging clarifies/clarifying commends/commending concludes/concluding
concurs/concurring condemns/condemning confirms/confirming congratulates/congratulating considers/considering
continues/continuing convenes/convening declares/declaring decides/deciding defers/deferring demands/demanding
denounces/denouncing deplores/deploring deprecates/deprecating designates/designating desires/desiring
determines/determining directs/directing discontinues/discontinuing dissolves/dissolving draws/drawing elects/electing
re-emphasizes/re-emphasizing
emphasizes/emphasizing emphasises/emphasising empowers/empowering encourages/encouraging endorses/endorsing
enjoins/enjoining entrusts/entrusting establishes/establishing exhorts/exhorting expects/expecting
expresses/expressing extends/extending finds/finding fixes/fixing gives/giving grants/granting hails/hailing
highlights/highlighting holds/holding honours/honouring hopes/hoping implores/imploring instructs/instructing
insists/insisting intends/intending invites/inviting joins/joining lends/lending lifts/lifting looks/looking
maintains/maintaining makes/making mandates/mandating notes/noting observes/observing offers/offering orders/ordering
pays/paying pledges/pledging proclaims/proclaiming prohibits/prohibiting proposes/proposing reaffirms/reaffirming
realizes/realizing recalls/recalling receives/receiving recognizes/recognizing recognises/recognising
recommends/recommending recommits/recommitting reconfirms/reconfirming refers/referring regards/regarding
regrets/regretting reinforces/reinforcing reiterates/reiterating rejects/rejecting rejoices/rejoicing
remains/remaining reminds/reminding removes/removing renews/renewing repeats/repeating repudiates/repudiating
requests/requesting requires/requiring reserves/reserving resolves/resolving responds/responding restates/restating
reviews/reviewing salutes/saluting sends/sending sets/setting shares/sharing solicits/soliciting stands/standing
stresses/stressing submits/submitting suggests/suggesting supports/supporting suspends/suspending takes/taking
terminates/terminating thanks/thanking transmits/transmitting trusts/trusting undertakes/undertaking
underlines/underlining underscores/underscoring understands/understanding upholds/upholding urges/urging views/viewing
voices/voicing warns/warning welcomes/welcoming wishes/wishing
""".split()
)
# Adjectives and past participles: these open preambular clauses only.
ENGLISH_STATES: Final = (
    "mindful|conscious|aware|concerned|convinced|determined|desirous|alarmed|disturbed|distressed|dismayed|shocked|"
    "outraged|appalled|indignant|grieved|saddened|anxious|eager|cognizant|guided|inspired|encouraged"
    "|motivated|persuaded|"
    "resolved|satisfied|gratified|heartened|troubled|dedicated|committed|confident|certain|hopeful"
    "|preoccupied|impressed|"
    "moved|struck|horrified|appreciative|grateful|sensitive|supportive|worried|bearing|keeping|having|being|whereas"
)
_QUALITY: Final = (
    "(?:(?:the |most |very )?(?:deep|deepest|grave|gravest|serious|utmost|great|greatest|sincere|strong"
    "|strongest|full|"
    "continued|continuing|firm|unequivocal|profound|particular|special|growing|increasing|heartfelt|warm"
    "|warmest|keen|"
    "unwavering|high|highest|urgent|complete|total|active|best|clear) (?:and )?)*"
)
_FEELING: Final = (
    "(?:concern|regret|appreciation|satisfaction|interest|approval|alarm|dismay|gratitude|shock|indignation"
    "|sorrow|thanks|"
    "pleasure|admiration|anxiety|outrage|disappointment)"
)
_OWN: Final = (
    "(?:commitment|conviction|request|appeal|call|support|determination|belief|hope|readiness|intention|demand|"
    "willingness|confidence|solidarity|condolences|condemnation|resolve|invitation|sympathy|opinion|wish|"
    f"{_FEELING[3:-1]})"
)
_STATING: Final = (
    "(?:express|reiterat|reaffirm|renew|reconfirm|confirm|declar|extend|convey|lend|giv|repeat|restat|voic)(?:es|s|ing)"
)
_WITH: Final = f" with {_QUALITY}{_FEELING}(?: and {_QUALITY}{_FEELING})?"
ENGLISH_TAIL: Final = "(?: (?:also|further|furthermore|once again|once more|again|likewise))?"
# Phrases of several words; they are tried before the single words that begin them.
ENGLISH_PHRASES: Final = (
    "having(?: (?:also|further|carefully|duly|now))?(?: in mind| regard| taken (?:due |full )?(?:note|notice"
    "|account|into"
    f" account|into consideration)(?:{_WITH})?|(?: (?:\\w{{2,20}}ed|heard|met|been|found|seen|read|made|held|given))"
    "(?: and (?:also )?\\w{2,20}ed)?)",
    f"(?:bearing|keeping){ENGLISH_TAIL} in mind{ENGLISH_TAIL}",
    f"(?:takes|taking){ENGLISH_TAIL}(?: (?:due|full))? (?:note|notice|into account|into consideration"
    f"|account|cognizance)"
    f"{ENGLISH_TAIL}(?:{_WITH})?",
    f"(?:calls|calling){ENGLISH_TAIL}(?: (?:urgently|strongly))? (?:upon|on|for){ENGLISH_TAIL}",
    f"(?:draws|drawing){ENGLISH_TAIL}(?: the)? attention",
    "(?:pays|paying)(?: (?:also|further|special|particular|warm|high|a))* (?:tribute|attention|homage)",
    f"(?:looks|looking) forward{ENGLISH_TAIL}",
    "(?:stands|standing) ready",
    "(?:remains|remaining)(?: actively)? seized",
    "being(?: (?:deeply|gravely|strongly|fully))? (?:convinced|aware|conscious|mindful|concerned|satisfied"
    "|of the opinion)",
    f"{_STATING}{ENGLISH_TAIL}(?: (?:its|their|the))? {_QUALITY}{_OWN}(?: and {_QUALITY}{_OWN})?",
    "(?:notes|noting|recalls|recalling|welcomes|welcoming|observes|observing|views|viewing|acknowledges"
    "|acknowledging|"
    f"receives|receiving|recognizes|recognizing|regards|considers|considering){ENGLISH_TAIL}{_WITH}",
)
# Words that commonly stand right after an opening phrase: where the blank between the two was lost, they show it.
ENGLISH_FOLLOWERS: Final = frozenset(
    "that the of to all its in on with upon at for by a an and any as both each every from his her how it "
    "once further "
    "also those these their this such some other strongly which what where whether".split()
)

# The other languages: (openers of preambular clauses, openers of operative clauses, openers of either).
OTHERS: Final[dict[str, tuple[str, str, str]]] = {
    "fr": (
        r"(?:ayant|gardant|tenant|prenant) (?:également |aussi |dûment )?(?:à l[’']esprit|présent à "
        r"l[’']esprit|compte|note"
        r"|acte|en considération|examiné|pris note|entendu|reçu|étudié)|accueillant (?:avec satisfaction"
        r"|favorablement)"
        r"|se félicitant|s[’']inquiétant|se déclarant|\w{3,20}ant(?: (?:également|aussi|en outre|de nouveau"
        r"|à nouveau))?"
        r"|(?:profondément |vivement |gravement |fermement |pleinement )?(?:consciente?|convaincue?"
        r"|préoccupée?|inquiète?"
        r"|alarmée?|désireuse|désireux|guidée?|résolue?|soucieuse|soucieux|encouragée?|persuadée?|vue?|considérant)",
        r"(?:prend|prie|demande|décide|réaffirme|invite|engage|exhorte|souligne|note|rappelle|exprime|condamne|exige"
        r"|considère|recommande|encourage|constate|déclare|appelle|adopte|approuve|autorise|salue|déplore"
        r"|réitère|remercie"
        r"|affirme|insiste|proclame|fait sien(?:ne)?s?|lance un appel|se félicite|se déclare|reste saisie?|reconnaît"
        r"|regrette|rend hommage|accueille|confirme|charge|crée|proroge|prescrit|élit|nomme|estime|rejette"
        r"|renouvelle)"
        r"(?: (?:également|aussi|en outre|de nouveau|à nouveau|instamment|note|acte))?(?: avec "
        r"(?:satisfaction|intérêt"
        r"|préoccupation|inquiétude|regret))?(?: instamment)?",
        "",
    ),
    "es": (
        r"(?:habiendo|teniendo|tomando) (?:presente|en cuenta|nota|en consideración|examinado|considerado"
        r"|escuchado|recibido)"
        r"|acogiendo con (?:satisfacción|beneplácito|agrado)|\w{3,20}(?:ando|iendo|éndose|ándose)(?: "
        r"(?:también|además"
        r"|asimismo|de nuevo))?|(?:profundamente |gravemente |firmemente |plenamente )?(?:consciente|convencid[ao]"
        r"|preocupad[ao]|alarmad[ao]|deseos[ao]|guiad[ao]|resuelt[ao]|decidid[ao]|alentad[ao]|inquiet[ao])",
        r"(?:toma|pide|decide|reafirma|reitera|invita|insta|exhorta|subraya|destaca|señala|recuerda|expresa"
        r"|condena|exige"
        r"|considera|recomienda|alienta|observa|declara|aprueba|autoriza|acoge|lamenta|agradece|afirma"
        r"|insiste|proclama"
        r"|hace (?:suy[ao]s?|un llamamiento)|reconoce|deplora|confirma|solicita|elogia|encomia|encarga|crea"
        r"|prorroga|elige"
        r"|nombra|estima|rechaza|renueva|apoya|pone de relieve|seguirá)(?: (?:también|además|asimismo|de "
        r"nuevo|nota))?"
        r"(?: con (?:satisfacción|beneplácito|agrado|reconocimiento|preocupación|aprecio|interés|pesar))?",
        "",
    ),
    "ru": (
        r"(?:вновь |также |с удовлетворением |с обеспокоенностью |будучи |глубоко |серьезно "
        r")*(?:\w{3,20}(?:ая|яя|уя|юя|ясь)"
        r"|\w{2,20}ив|приняв|рассмотрев|заслушав|ссылаясь|имея|отмечая|принимая|учитывая|напоминая"
        r"|подтверждая|сознавая"
        r"|убежд[её]н\w*|обеспокоен\w+|озабочен\w+|преисполнен\w*|руководствуясь|стремясь|желая|приветствуя)"
        r"(?: (?:также|далее|вновь|во внимание|в виду|к сведению))?",
        r"(?:вновь |также |настоятельно |далее |решительно |с удовлетворением )*(?:подтверждает|просит"
        r"|призывает|принимает"
        r"|постановляет|предлагает|рекомендует|выражает|подчеркивает|отмечает|приветствует|осуждает|требует|заявляет"
        r"|считает|признает|напоминает|поощряет|одобряет|утверждает|уполномочивает|поручает|объявляет"
        r"|повторяет|сожалеет"
        r"|поддерживает|настаивает|обращается|избирает|назначает|провозглашает|благодарит)"
        r"(?: (?:также|далее|вновь|к сведению|настоятельно))?",
        "",
    ),
    "ar": (
        r"و?إذ (?:\w{2,15})(?: (?:أيضا|كذلك|في اعتبارها|في اعتباره|علما))?|وقد (?:\w{2,15})"
        r"|واقتناعا منها|واقتناعا|وإدراكا|ورغبة"
        r"|وإيمانا|وحرصا",
        r"(?:[تي]ؤكد|[تي]طلب|[تي]قرر|[تي]دعو|[تي]هيب|[تي]حث|[تي]شدد|[تي]عرب|[تي]لاحظ|[تي]حيط علما|[تي]رحب|[تي]دين"
        r"|[تي]عتبر|[تي]وصي|[تي]شجع|[تي]كرر|[تي]عيد تأكيد|[تي]عيد التأكيد|[تي]سلم|[تي]شير|[تي]علن|[تي]عتمد|[تي]أذن"
        r"|[تي]ناشد|[تي]طالب|[تي]أسف|[تي]شيد|[تي]ثني|[تي]ذكر|[تي]وافق|[تي]بقي|[تي]عرب عن اقتناعها)(?: "
        r"(?:أيضا|كذلك|من جديد))?",
        "",
    ),
    "zh": (
        "铭记|回顾|考虑到|深信|意识到|认识到|关切|深为关切|严重关切|震惊|深感震惊|希望|念及|忆及|审议了"
        "|审查了|听取了|收到了|根据|"
        "按照|确信|坚信|决心|遵循|欣见|鉴于|顾及|渴望|深感关切|表示关切|注意到|进一步回顾|又回顾|还回顾"
        "|再次回顾|并回顾|"
        "深切关注|不安地注意到|感到震惊",
        "请|吁请|决定|促请|要求|呼吁|敦促|建议|认为|谴责|强烈谴责|核可|通过|授权|赞扬|感谢|表示赞赏|表示深信"
        "|表示感谢|对|邀请|"
        "鼓励|欢迎|宣布|声明|同意|赞同|支持|痛惜|确认|肯定|坚持|提请|责成|设立|选举|任命|再次请|又请|还请"
        "|并请|再请|又决定|"
        "还决定|再次吁请|又吁请|还吁请|又促请|还促请|再次促请|又鼓励|还鼓励|又邀请|还邀请|又欢迎|还欢迎"
        "|申明其决心|表示支持",
        "重申|申明|强调|注意到|赞赏地注意到|满意地注意到|遗憾地注意到|关切地注意到|认识到|欢迎|确认|还强调"
        "|又强调|再次强调|又重申|"
        "还重申|并重申|还注意到|又注意到|着重指出|指出|表示|表示关切|表示深切关注|表示遗憾|又确认|还确认"
        "|再次重申|又申明|还申明",
    ),
}
