"""The sentences around quotations, in the six languages of the United Nations.

Quotations themselves are never translated: they stay in the language of their source, and the frame says which it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rag.answer_type import AnswerType

_ENGLISH: Final = {
    "says": "{label} says:",
    "says_in": "{label} says (text in {language}):",
    "heading": "{label}: “{quote}”",
    "see_also": "Other passages that bear on the question:",
    "same_wording": "The same wording also stands in {labels}.",
    "footnote": "Footnote {number}: {text}",
    "narrowed": "Searched only in {what}.",
    "list": "Found in {count} of {resolutions} resolutions, in order of adoption; others may say it in other words:",
    "compared": "The two wordings:",
    "identical": "The two wordings are the same.",
    "changed": "What changed from {old} to {new}:",
    "deleted": "left out: “{words}”",
    "inserted": "added: “{words}”",
    "replaced": "“{old}” became “{new}”",
    "other_language": "The two texts are in different languages, so their words were not compared.",
    "count": "{symbol} has {operative} operative and {preambular} preambular paragraphs.",
    "resolution_not_in_corpus": "{symbols} is not in the corpus. It holds {held}.",
    "resolutions_not_in_corpus": "{symbols} are not in the corpus. It holds {held}.",
    "nothing_fits": "No resolution in the corpus fits this: {what}. The corpus holds {held}.",
    "held_many": "{count} resolutions, adopted from {first} to {last}",
    "no_such_operative": "{symbol} has no operative paragraph {number}; its operative paragraphs are {range}.",
    "no_such_preambular": "{symbol} has no preambular paragraph {number}; it has {count} preambular paragraphs.",
    "no_such_datum": "The text of {symbol} in the corpus does not state this: {datum}.",
    "no_passage": "No passage answers this (searched: resolutions {resolutions}, paragraphs {paragraphs}).",
    "closest": "What comes closest, though it does not answer: {labels}.",
    "closest_without": "What comes closest gives no {what}.",
    "ambiguous_paragraph": "Which resolution is meant? Name one, for example “paragraph {number} of {symbol}”.",
}
_FRENCH: Final = {
    "says": "{label} dit :",
    "says_in": "{label} dit (texte en {language}) :",
    "heading": "{label} : « {quote} »",
    "see_also": "Autres passages se rapportant à la question :",
    "same_wording": "Le même texte figure aussi dans {labels}.",
    "footnote": "Note {number} : {text}",
    "narrowed": "Recherche limitée à {what}.",
    "list": (
        "Résolutions où cela figure : {count} sur {resolutions}, par ordre d’adoption ; d’autres peuvent le dire "
        "autrement :"
    ),
    "compared": "Les deux textes :",
    "identical": "Les deux textes sont identiques.",
    "changed": "Ce qui a changé de {old} à {new} :",
    "deleted": "supprimé : « {words} »",
    "inserted": "ajouté : « {words} »",
    "replaced": "« {old} » est devenu « {new} »",
    "other_language": "Les deux textes sont dans des langues différentes ; leurs mots n’ont pas été comparés.",
    "count": "{symbol} compte {operative} paragraphes et {preambular} alinéas du préambule.",
    "resolution_not_in_corpus": "{symbols} ne figure pas dans le corpus. Celui-ci contient {held}.",
    "resolutions_not_in_corpus": "{symbols} ne figurent pas dans le corpus. Celui-ci contient {held}.",
    "nothing_fits": "Aucune résolution du corpus ne correspond : {what}. Le corpus contient {held}.",
    "held_many": "{count} résolutions, adoptées de {first} à {last}",
    "no_such_operative": "{symbol} n’a pas de paragraphe {number} ; ses paragraphes sont {range}.",
    "no_such_preambular": "{symbol} n’a pas d’alinéa {number} du préambule ; celui-ci en compte {count}.",
    "no_such_datum": "Le texte de {symbol} dans le corpus ne l’indique pas : {datum}.",
    "no_passage": (
        "Aucun passage du corpus ne répond à cette question (résolutions examinées : {resolutions} ; paragraphes : "
        "{paragraphs})."
    ),
    "closest": "Au plus près, sans y répondre : {labels}.",
    "closest_without": "Le plus proche n’indique pas {what}.",
    "ambiguous_paragraph": "De quelle résolution s’agit-il ? Par exemple « paragraphe {number} de {symbol} ».",
}
_SPANISH: Final = {
    "says": "{label} dice:",
    "says_in": "{label} dice (texto en {language}):",
    "heading": "{label}: «{quote}»",
    "see_also": "Otros pasajes relacionados con la pregunta:",
    "same_wording": "El mismo texto figura también en {labels}.",
    "footnote": "Nota {number}: {text}",
    "narrowed": "Búsqueda limitada a {what}.",
    "list": (
        "Figura en {count} de {resolutions} resoluciones, por orden de aprobación; otras pueden decirlo de otro modo:"
    ),
    "compared": "Los dos textos:",
    "identical": "Los dos textos son idénticos.",
    "changed": "Lo que cambió de {old} a {new}:",
    "deleted": "suprimido: «{words}»",
    "inserted": "añadido: «{words}»",
    "replaced": "«{old}» pasó a ser «{new}»",
    "other_language": "Los dos textos están en idiomas distintos; sus palabras no se han comparado.",
    "count": "{symbol} tiene {operative} párrafos de la parte dispositiva y {preambular} del preámbulo.",
    "resolution_not_in_corpus": "{symbols} no está en el corpus, que contiene {held}.",
    "resolutions_not_in_corpus": "{symbols} no están en el corpus, que contiene {held}.",
    "nothing_fits": "Ninguna resolución del corpus corresponde a esto: {what}. El corpus contiene {held}.",
    "held_many": "{count} resoluciones, aprobadas de {first} a {last}",
    "no_such_operative": "{symbol} no tiene párrafo {number}; sus párrafos son {range}.",
    "no_such_preambular": "{symbol} no tiene párrafo {number} del preámbulo; el preámbulo tiene {count}.",
    "no_such_datum": "El texto de {symbol} en el corpus no lo indica: {datum}.",
    "no_passage": (
        "Ningún pasaje del corpus responde a esto (resoluciones consultadas: {resolutions}; párrafos: {paragraphs})."
    ),
    "closest": "Lo más cercano, aunque no responde: {labels}.",
    "closest_without": "Lo más cercano no indica {what}.",
    "ambiguous_paragraph": "¿De qué resolución se trata? Por ejemplo «párrafo {number} de {symbol}».",
}
_RUSSIAN: Final = {
    "says": "{label} гласит:",
    "says_in": "{label} гласит (текст: {language}):",
    "heading": "{label}: «{quote}»",
    "see_also": "Другие отрывки, относящиеся к вопросу:",
    "same_wording": "Тот же текст содержится в {labels}.",
    "footnote": "Сноска {number}: {text}",
    "narrowed": "Поиск ограничен: {what}.",
    "list": (
        "Найдено в {count} из {resolutions} резолюций, в порядке принятия; другие могут говорить об этом иными словами:"
    ),
    "compared": "Два текста:",
    "identical": "Оба текста совпадают.",
    "changed": "Что изменилось от {old} к {new}:",
    "deleted": "исключено: «{words}»",
    "inserted": "добавлено: «{words}»",
    "replaced": "«{old}» заменено на «{new}»",
    "other_language": "Тексты на разных языках, поэтому слова не сравнивались.",
    "count": "В {symbol} пунктов постановляющей части: {operative}, преамбулы: {preambular}.",
    "resolution_not_in_corpus": "{symbols} нет в корпусе. В нем содержатся: {held}.",
    "resolutions_not_in_corpus": "{symbols} нет в корпусе. В нем содержатся: {held}.",
    "nothing_fits": "В корпусе нет резолюций, отвечающих условию: {what}. В нем содержатся: {held}.",
    "held_many": "резолюции числом {count}, принятые с {first} по {last} год",
    "no_such_operative": "В {symbol} нет пункта {number}; есть пункты {range}.",
    "no_such_preambular": "В {symbol} нет пункта {number} преамбулы; всего их {count}.",
    "no_such_datum": "В имеющемся тексте {symbol} этого нет: {datum}.",
    "no_passage": "В корпусе нет ответа на этот вопрос (резолюций: {resolutions}, пунктов: {paragraphs}).",
    "closest": "Ближе всего, но не отвечает на вопрос: {labels}.",
    "closest_without": "В ближайших пунктах нет {what}.",
    "ambiguous_paragraph": "О какой резолюции речь? Например: «пункт {number} резолюции {symbol}».",
}
_ARABIC: Final = {
    "says": "نص {label}:",
    "says_in": "نص {label} (باللغة {language}):",
    "heading": "{label}: «{quote}»",
    "see_also": "فقرات أخرى ذات صلة بالسؤال:",
    "same_wording": "يرد النص نفسه أيضا في {labels}.",
    "footnote": "الحاشية {number}: {text}",
    "narrowed": "اقتصر البحث على {what}.",
    "list": (
        "عدد القرارات التي يرد فيها ذلك: {count} من {resolutions}، بحسب تاريخ الاعتماد؛ "
        "وقد تقوله قرارات أخرى بعبارات مختلفة:"
    ),
    "compared": "النصان:",
    "identical": "النصان متطابقان.",
    "changed": "ما تغير من {old} إلى {new}:",
    "deleted": "حُذف: «{words}»",
    "inserted": "أُضيف: «{words}»",
    "replaced": "«{old}» أصبح «{new}»",
    "other_language": "النصان بلغتين مختلفتين، ولذلك لم تُقارن كلماتهما.",
    "count": "عدد فقرات منطوق {symbol}: {operative}، وعدد فقرات الديباجة: {preambular}.",
    "resolution_not_in_corpus": "{symbols} غير موجود في المجموعة، وهي تضم {held}.",
    "resolutions_not_in_corpus": "{symbols} غير موجودة في المجموعة، وهي تضم {held}.",
    "nothing_fits": "لا يوجد في المجموعة قرار يطابق هذا: {what}. وهي تضم {held}.",
    "held_many": "قرارات عددها {count}، اعتُمدت بين عامي {first} و{last}",
    "no_such_operative": "لا توجد في {symbol} فقرة {number}؛ فقراته هي {range}.",
    "no_such_preambular": "لا توجد في {symbol} فقرة {number} من الديباجة؛ عدد فقرات الديباجة {count}.",
    "no_such_datum": "لا يذكر نص {symbol} الموجود في المجموعة ذلك: {datum}.",
    "no_passage": "لا توجد في المجموعة فقرة تجيب عن هذا السؤال (القرارات: {resolutions}، الفقرات: {paragraphs}).",
    "closest": "الأقرب، وإن لم يكن جوابا: {labels}.",
    "closest_without": "الأقرب لا يذكر {what}.",
    "ambiguous_paragraph": "أي قرار تقصد؟ مثلا: «الفقرة {number} من {symbol}».",
}
_CHINESE: Final = {
    "says": "{label} 原文：",
    "says_in": "{label} 原文（{language}）：",
    "heading": "{label}：“{quote}”",
    "see_also": "与问题有关的其他段落：",
    "same_wording": "相同的文字也见于 {labels}。",
    "footnote": "脚注 {number}：{text}",
    "narrowed": "仅在 {what} 中检索。",
    "list": "在 {resolutions} 项决议中的 {count} 项里找到，按通过日期排列；其他决议可能以不同措辞表述：",
    "compared": "两段原文：",
    "identical": "两段原文相同。",
    "changed": "从 {old} 到 {new} 的变化：",
    "deleted": "删去：“{words}”",
    "inserted": "增加：“{words}”",
    "replaced": "“{old}”改为“{new}”",
    "other_language": "两份文本语言不同，未逐字比较。",
    "count": "{symbol} 有执行段落 {operative} 段，序言段落 {preambular} 段。",
    "resolution_not_in_corpus": "文本库中没有 {symbols}。现有 {held}。",
    "resolutions_not_in_corpus": "文本库中没有 {symbols}。现有 {held}。",
    "nothing_fits": "文本库中没有符合条件的决议：{what}。现有 {held}。",
    "held_many": "{count} 项决议（{first} 年至 {last} 年通过）",
    "no_such_operative": "{symbol} 没有第 {number} 段；其执行段落为 {range}。",
    "no_such_preambular": "{symbol} 没有序言部分第 {number} 段；序言共 {count} 段。",
    "no_such_datum": "文本库中的 {symbol} 没有说明：{datum}。",
    "no_passage": "文本库中没有段落回答这个问题（共检索 {resolutions} 项决议、{paragraphs} 段）。",
    "closest": "最接近但并未回答问题的段落：{labels}。",
    "closest_without": "最接近的段落没有给出{what}。",
    "ambiguous_paragraph": "指的是哪项决议？例如：“{symbol} 第 {number} 段”。",
}

FRAMES: Final = {
    "en": _ENGLISH,
    "fr": _FRENCH,
    "es": _SPANISH,
    "ru": _RUSSIAN,
    "ar": _ARABIC,
    "zh": _CHINESE,
}

LANGUAGE_NAMES: Final = {
    "en": {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "ar": "Arabic", "zh": "Chinese"},
    "fr": {"en": "anglais", "fr": "français", "es": "espagnol", "ru": "russe", "ar": "arabe", "zh": "chinois"},
    "es": {"en": "inglés", "fr": "francés", "es": "español", "ru": "ruso", "ar": "árabe", "zh": "chino"},
    "ru": {
        "en": "английский",
        "fr": "французский",
        "es": "испанский",
        "ru": "русский",
        "ar": "арабский",
        "zh": "китайский",
    },
    "ar": {
        "en": "الإنكليزية",
        "fr": "الفرنسية",
        "es": "الإسبانية",
        "ru": "الروسية",
        "ar": "العربية",
        "zh": "الصينية",
    },
    "zh": {"en": "英文", "fr": "法文", "es": "西班牙文", "ru": "俄文", "ar": "阿拉伯文", "zh": "中文"},
}

_BETWEEN: Final = {"ar": "، ", "zh": "、"}

DATUM_NAMES: Final = {
    "en": {
        "title": "title",
        "adopted": "date of adoption",
        "meeting": "meeting",
        "session": "session",
        "agenda_item": "agenda item",
        "committee_report": "committee report",
        "vote": "vote",
        "distribution": "date of distribution",
        "document": "document symbol",
    },
    "fr": {
        "title": "titre",
        "adopted": "date d’adoption",
        "meeting": "séance",
        "session": "session",
        "agenda_item": "point de l’ordre du jour",
        "committee_report": "rapport de la commission",
        "vote": "vote",
        "distribution": "date de distribution",
        "document": "cote du document",
    },
    "es": {
        "title": "título",
        "adopted": "fecha de aprobación",
        "meeting": "sesión",
        "session": "período de sesiones",
        "agenda_item": "tema del programa",
        "committee_report": "informe de la comisión",
        "vote": "votación",
        "distribution": "fecha de distribución",
        "document": "signatura",
    },
    "ru": {
        "title": "название",
        "adopted": "дата принятия",
        "meeting": "заседание",
        "session": "сессия",
        "agenda_item": "пункт повестки дня",
        "committee_report": "доклад комитета",
        "vote": "результаты голосования",
        "distribution": "дата распространения",
        "document": "условное обозначение",
    },
    "ar": {
        "title": "العنوان",
        "adopted": "تاريخ الاعتماد",
        "meeting": "الجلسة",
        "session": "الدورة",
        "agenda_item": "بند جدول الأعمال",
        "committee_report": "تقرير اللجنة",
        "vote": "التصويت",
        "distribution": "تاريخ التوزيع",
        "document": "رمز الوثيقة",
    },
    "zh": {
        "title": "标题",
        "adopted": "通过日期",
        "meeting": "会议",
        "session": "届会",
        "agenda_item": "议程项目",
        "committee_report": "委员会报告",
        "vote": "表决结果",
        "distribution": "分发日期",
        "document": "文号",
    },
}


# What a question asks for and the closest passages do not give (`rag.answer_type.AnswerType`).
_ANSWER_TYPES: Final[tuple[AnswerType, ...]] = ("amount", "money", "name", "outcome", "person", "reason", "speech")
ANSWER_TYPE_NAMES: Final[dict[str, dict[AnswerType, str]]] = {
    language: dict(zip(_ANSWER_TYPES, names, strict=True))
    for language, names in {
        "en": (
            "such number",
            "sum of money",
            "such name",
            "account of what was done",
            "name of a person",
            "reason",
            "words that were said",
        ),
        "fr": (
            "ce nombre",
            "de somme d’argent",
            "ce nom",
            "ce qui a été fait",
            "de nom de personne",
            "de raison",
            "ce qui a été dit",
        ),
        "es": (
            "ese número",
            "suma de dinero",
            "ese nombre",
            "lo que se hizo",
            "el nombre de una persona",
            "el motivo",
            "lo que se dijo",
        ),
        "ru": (
            "такого числа",
            "денежной суммы",
            "такого имени",
            "сведений о том, что было сделано",
            "имени лица",
            "причины",
            "сказанных слов",
        ),
        "ar": ("هذا العدد", "مبلغا ماليا", "هذا الاسم", "ما تم فعله", "اسم شخص", "السبب", "ما قيل"),
        "zh": ("所问的数目", "金额", "所问的名称", "后来所采取的行动", "人名", "原因", "所说的话"),
    }.items()
}


def sentence(language: str, key: str, /, **values: object) -> str:
    """The frame's sentence `key` in `language` (English where there is no frame in it), with `values` filled in."""
    return FRAMES.get(language, _ENGLISH)[key].format(**values)


def listed(language: str, names: Iterable[str]) -> str:
    """Names one after the other, as a list is written in `language`."""
    return _BETWEEN.get(language, ", ").join(names)


def language_name(in_language: str, language: str) -> str:
    """The name of `language`, said in `in_language`; the code itself where there is none."""
    return LANGUAGE_NAMES.get(in_language, LANGUAGE_NAMES["en"]).get(language, language)


def datum_name(in_language: str, datum: str) -> str:
    """The name of a datum of the heading, said in `in_language`."""
    return DATUM_NAMES.get(in_language, DATUM_NAMES["en"])[datum]


def answer_type_name(language: str, name: AnswerType, /) -> str:
    """The name of an answer type in `language`, as it stands after "gives no"."""
    return ANSWER_TYPE_NAMES.get(language, ANSWER_TYPE_NAMES["en"])[name]
