"""Words by which a question tells what kind of answer it wants, in the six languages of the United Nations.

Each table is a list of patterns; a question shows the intent when any of them is found in its lower-cased text.
"""

from __future__ import annotations

import re
from typing import Final

from index.model import HeadingName


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# The order matters: "the session at which it was adopted" asks for a session, not for a date.
HEADING_CUES: Final[tuple[tuple[HeadingName, re.Pattern[str]], ...]] = (
    (
        "vote",
        _any(
            r"\bvot(?:e|es|ed|ing)\b(?! rights?)",
            r"\babstain|\babstention|\babsent\b(?=[^?]*\b(?:adopt|pass|approv|resolution))",
            r"\bunanim",
            r"\bin fav(?:ou)?r\b",
            r"\bvoix\b|\bvoté\b|\babsten",
            r"\bvotos?\b|\bvotación|\bvot(?:ó|aron|aba)\b|\bse abst(?:uv|ien)|\bunánime",
            r"голос(?:ов|ал|ам)|воздержал|единогласн",
            r"صوت|امتنع|بالإجماع",
            r"投票|表决|弃权|赞成票|反对票|一致通过",
        ),
    ),
    (
        "committee_report",
        _any(
            r"\b(?:which|what|whose)(?: main)? committee\b",
            r"\breport of the (?:\w+ )?committee\b",
            r"\bcommittee(?:'s|’s)? report\b",
            r"\bquel(?:le)? com(?:mission|ité)\b|\brapport d(?:e la|u) \w+ com(?:mission|ité)",
            r"\bqué comisión\b|\binforme de la \w+ comisión",
            r"как(?:ой|ого|ом) комитет|доклад\w* \w+ комитета",
            r"أي لجنة|تقرير اللجنة",
            r"哪个委员会|第.委员会",
        ),
    ),
    (
        "agenda_item",
        _any(
            r"\bagenda[- ]items?\b(?! (?:will|should|is it to))",
            r"\bpoint de l[’']ordre du jour",
            r"\btema del programa",
            r"пункт\w* повестки",
            r"بند.{0,6}جدول الأعمال|بند من جدول",
            r"议程项目",
        ),
    ),
    (
        "meeting",
        _any(
            r"\b(?:which|what|number of the|nth)\b[^?.]{0,30}\bmeeting\b",
            r"\bmeeting (?:no|number|nr)\b",
            r"\bplenary(?: meeting)?\b",
            r"\bmeeting\b[^?.]{0,30}\badopt",
            r"\bséance\b",
            r"\bsesión plenaria|\bqué sesión\b",
            r"заседани",
            r"جلسة",
            r"[几哪]一?次.{0,4}会议|全体会议",
        ),
    ),
    (
        "distribution",
        _any(
            r"\bdistr\b",
            r"^(?!.*\b(?:where|records|(?:which|what) (?:document|volume|series|supplement)))"
            r".*\b(?:resolution|text|document|it)\b[^?.]{0,40}\b(?:distributed|issued|circulated|printed|published)\b",
            r"\bdate of (?:distribution|issue|publication)\b|\bdate de (?:distribution|parution)|\bfecha de distri",
            r"分发日期|何时分发|дат\w+ распространения|تاريخ التوزيع",
        ),
    ),
    (
        "adopted",
        _any(
            r"\b(?:when|day)\b[^?.]{0,80}\b(?:adopt|pass|approv)",
            r"\b(?:what|which|exact)\s+(?:date|day|year|month)\b[^?.]{0,80}\b(?:adopt|pass|approv)",
            r"\bdate\b[^?.]{0,30}\b(?:adopt|of (?:the )?resolution|of [\w/]+$)|\badoption date\b|\bdated?\b\s*\??$",
            r"^(?:the )?date\b(?! of the (?:conference|report|declaration))",
            r"\b(?:adopt|pass|approv)\w*\b[^?.]{0,40}\b(?:when|(?:what|which) (?:date|day|year))\b",
            r"\bquand\b.{0,80}\badopt|\bdate\b.{0,30}\badopt|\bquelle date\b",
            r"\bcuándo\b.{0,80}\b(?:adopt|aprob)|\bfecha\b",
            r"когда.{0,80}приня[тл]|дат[аыу] (?:принятия|резолюции)|како(?:го|й) числа",
            r"متى.{0,80}(?:اعتمد|اتخذ|صدر)|(?:اعتمد|اتخذ|صدر).{0,40}متى|تاريخ",
            r"(?:何时|什么时候|哪一?[天年日]|几时|几月几[日号]).{0,30}(?:通过|的)|通过.{0,6}(?:日期|时间)|日期",
        ),
    ),
    (
        "session",
        _any(
            r"\b(?:which|what)\s+session\b[^?.]{0,80}\b(?:adopt|passed|approv)"
            r"|\b(?:adopt|passed|approv)\w*\b[^?.]{0,60}\b(?:which|what) session\b",
            r"\bquelle session\b.{0,60}\badopt",
            r"\bqué período de sesiones\b.{0,60}\b(?:adopt|aprob)",
            r"како[йм] сесси\w+.{0,60}принят",
            r"أي دورة.{0,60}(?:اعتمد|اتخذ)",
            r"[哪第几]{1,3}届会议.{0,6}通过",
        ),
    ),
    (
        "title",
        _any(
            r"\bwhat (?:is|was) [^?]{0,40}(?:resolution|\d+/\d+)[^?]{0,10} about\b",
            r"\btitle\b|\btitled\b|\bheading of\b",
            r"\b(?:resolution|[\w/]{0,20}\d/\d+)\b[^?.]{0,20}\b(?:called|named|entitled)\b",
            r"\b(?:full |official )?name of\b[^?.]{0,20}\bresolution",
            r"\btitre\b|\bintitulée?\b|\bs[’']appelle\b",
            r"\btítulo\b|\btitulad|\bse llama\b",
            r"назван|заголов|озаглавл|называется",
            r"عنوان|تسمى",
            r"标题|题目|题为什么|名称|全称|全名|叫什么",
        ),
    ),
)

ADOPTION_CUE: Final = _any(r"\badopt|\bpass(?:ed)?\b|\bapprov|\badoptée?\b|\baprob|принят|принял|اعتمد|اتخذ|通过")

# Adoption only says which time is meant: "who governed when it was adopted?", not "who adopted it, and when?".
ADOPTION_AS_TIME: Final = _any(
    r"^\W*(?:(?:and|but|so) )?(?:(?:at|in|on|under|by|to|from|for|with|of) )?"
    r"(?:who|whom|whose|what|which|where|how|why)\b(?!\W+(?:(?:is|was|the|exact) )*(?:date|day|year|month|time)\b)"
    r"[^?.;]*?(?<!\band)(?<!\bby)(?<!,) (?:when|(?:on|at|in) the (?:day|date|year|time|moment))\b",
    r"^\W*(?:(?:et|mais) )?(?:(?:à|de|sous|dans|par) )?(?:qui|que|qu['’]|quel(?:le)?s?|où|combien|comment|pourquoi)\b"
    r"(?![^?]{0,15}\b(?:date|jour|année)\b)[^?.;]*?(?<!\bet)(?<!,) (?:quand|lorsqu|le jour|à la date|l['’]année)",
    r"^\W*(?:(?:y|pero) )?(?:(?:a|de|en|bajo|por) )?(?:quién(?:es)?|qué|cuál(?:es)?|dónde|cuánt[oa]s?|cómo)\b"
    r"(?![^?]{0,15}\b(?:fecha|día|año))[^?.;]*?(?<!\by)(?<!,) (?:cuando|en la fecha|el día|el año)\b",
    r"^\W*(?:[аи]|но)? ?(?:(?:при|в|на|с|о) )?"
    r"(?:кто|кого|кому|кем|что|где|сколько|как|как(?:ой|ая|ие|ое|их|ом|ого|им)|почему)\b"
    r"(?![^?]{0,12}(?:числ|дат|год|день|дня))[^?.;]*?(?<!\bи) (?:когда|в (?:день|момент|год))\b",
    r"^\W*و?(?:من|ما اسم|كم|أين|كيف|لماذا|ماذا)(?![^\W_])[^؟]*? (?:في|عند|يوم) تاريخ",
)

LIST_CUE: Final = _any(
    r"\b(?:which|what) (?:of the )?resolutions\b",
    r"\bin (?:which|what) resolutions\b",
    r"\b(?:all|every|each|any|list|both)\b[^?.]{0,30}\b(?:resolutions?|versions?|texts?|years?|one)\b",
    r"\bhow many (?:of the )?resolutions\b",
    r"\bacross (?:the )?(?:resolutions|years|versions)\b|\bover the years\b|\bfrom year to year\b|\bevery time\b",
    r"\b(?:list|enumerate)\b",
    r"\bquelles résolutions\b|\btoutes les résolutions\b|\bchaque résolution",
    r"\bqué resoluciones\b|\bcuáles resoluciones\b|\btodas las resoluciones\b|\bcada resolución",
    r"каки(?:е|х) резолюци|все(?:х)? резолюци|кажд\w+ резолюци",
    r"أي(?:ة)? القرارات|ما القرارات|جميع القرارات|كل قرار|أي قرارات",
    r"哪些决议|哪几[个份项]决议|所有决议|各[项个]?决议|每[个项份]决议|历年",
)

# "Under which item will it be considered next?" asks for what a paragraph decides, not for the heading's own item.
FUTURE_CUE: Final = _any(
    r"\bnext\b|\bagain\b|\bwill\b|\bconsider|\btake up\b|\bto be\b",
    r"\bprochain|\bde nouveau\b|\bexaminer|\bsera\b",
    r"\bpróxim|\bvolver|\bexaminar|\bserá\b",
    r"следующ|вновь|рассмотр|будет",
    r"المقبل|القادم|النظر|ستنظر",
    r"下次|下一|再|审议|将",
)

# "Different religions" and "climate change" are subjects of resolutions.
COMPARISON_CUE: Final = _any(
    r"\bcompar|\bdiffer(?:s|ed|ences?)?\b|\bdifferent (?:from|than|to|in)\b|\bdifferent\W*$|\bversus\b|\bvs\b\.?",
    r"(?<!climate )\bchang(?:e|ed|es|ing)\b|\bsame as\b",
    r"\bdistinguish|\breword|\bremoved\b|\breplac",
    r"\bdifférences?\b|\bdiffèr|\bcompar|\bchangé|\bmodifi",
    r"\bdiferencias?\b|\bdifier|\bcompar|\bcambi(?!os? climático)",
    r"отлич|сравн|измени(?!\w* климат)|разниц",
    r"(?:ال)?فرق|قارن|مقارنة|اختل|يختلف|تغير(?! المناخ)",
    r"区别|[有何么些]不同|不同(?:之处|[点吗]|\W*$)|比较|对比|(?<!气候)变化|差异|改[为成]",
)

COUNT_CUE: Final = _any(
    r"\bhow many\b|\bnumber of (?:operative|preambular|paragraphs)\b|\bhow long\b",
    r"\bcombien\b",
    r"\bcuánt[oa]s\b",
    r"\bсколько\b",
    r"كم عدد|كم فقرة",
    r"多少|几[个段条]",
)

COUNTED_PARAGRAPHS: Final = _any(
    r"\b(?:paragraphs?|clauses?|paras?\b)|\bpps?\b|\bops?\b",
    r"\bparagraphes?\b|\balinéas?\b",
    r"\bpárrafos?\b",
    r"пункт|абзац",
    r"فقر",
    r"段|条",
)

# A question that cites a resolution only to ask who mentions it, or in which document it is to be found.
MENTION_CUE: Final = _any(
    r"\b(?:which|what|official) (?:documents?|records)\b"
    r"|\bwhere\b(?=[^?]{0,90}\b(?:publish|print|reproduc|issued|found))|\b(?:quel|qué) documento?\b|как\w+ документ"
    r"|(?:أي|ما) وثيقة|[哪什][个份么]文件",
    r"\b(?:recall|refer|mention|cit(?:e|es|ed|ing)\b|invok|reaffirm|footnote|note|acknowledg|welcom|quot)",
    r"\b(?:rappel|mentionn|cit(?:e|ée?|ent)\b|renvo)",
    r"\b(?:recuerd|mencion|cit(?:a|an|ada)\b|remit)",
    r"ссыла|упомин|напомин|цитир|сноск",
    r"يشير|تشير|أشار|ذكر|حاشية",
    r"提到|提及|回顾|引用|援引|脚注",
)

# The same, said after the resolution's name: "where is 57/224 mentioned?". Not "what does 57/224 recall?".
MENTIONED_CUE: Final = _any(
    r"\b(?:recall|mention|cit|invok|referr|quot|not|reaffirm|welcom|acknowledg)ed\b",
    r"\b(?:rappel|mentionn|cit)ée?s?\b",
    r"\b(?:recordad|mencionad|citad)[ao]s?\b",
    r"упомянут|упомина(?:ется|ются)|цитиру(?:ется|ются)",
    r"(?:ذُكر|أُشير)",
    r"被.{0,4}(?:提|引|援|回顾)",
)

# What the text of a resolution never tells: who wrote or presented it, what was said, what came of it, what it cost.
BEYOND_TEXT_CUE: Final = _any(
    r"\b(?:co-?)?sponsor|\bchair(?:ed|ing|man|person|woman)?\b|\bpresided\b|\bintroduced\b|\btabled\b",
    r"\bdraft(?:ed|ers?)?\b|\bwho wrote\b|\bspeech|\bspoke\b|\bdelegates?\b|\b(?:in|during) the debates?\b",
    r"\bconclusions? of\b|\bin practice\b",
    r"\brepl(?:y|ied|ies)\b|\bcost|\bbudget\b|\bimplemented\b|\bcomplied\b",
    r"\bparrain|\bcoauteur|\bprésid[ae]|\bco[uû]t|\bdiscours\b|\bbudget\b|\borateur",
    r"\bdélégations?\b|\bdélégué|\bdébats?\b",
    r"\bpatrocin|\bcopatrocin|\bpresidi|\bcost[óoe]|\bpresupuest|\bdiscursos?\b|\borador",
    r"\bdelegaci|\bdelegad|\ben el debate\b|\bhabl(?:ó|aron)\b|\bdij(?:o|eron)\b",
    r"автор|соавтор|председательств|стоимост|бюджет|речь\b|выступ(?:ил|ал|лен)|заявил|сказал|делегац|дебат|прени",
    r"قدم مشروع|مقدمو|تكلف|ميزاني|ترأس|خطاب|خطبة|وفد|وفود|مناقشات|كلف(?:ة|ت)",
    r"提案国|由.{0,6}国家?提出|发起|主持会议|费用|预算|起草|发言|代表团|辩论|演讲|讲话",
)
