"""Why a verbatim answer is given in place of a written one, in the six languages."""

from __future__ import annotations

from typing import Final

_ENGLISH: Final = {
    "failed": "The language model could not answer, so the passages are quoted as they stand.",
    "rate_limited": "The language model has had too many requests, so the passages are quoted as they stand.",
    "key_refused": "The language model refused the key, so the passages are quoted as they stand.",
    "declined": "The language model gave no answer, so the passages are quoted as they stand.",
    "unsupported": "Nothing that the language model wrote is borne out by what it cites, so the passages are quoted.",
}
_WORDS: Final = {
    "en": _ENGLISH,
    "fr": {
        "failed": "Le modèle de langage n’a pas pu répondre ; les passages sont cités tels quels.",
        "rate_limited": "Le modèle de langage a reçu trop de demandes ; les passages sont cités tels quels.",
        "key_refused": "Le modèle de langage a refusé la clé ; les passages sont cités tels quels.",
        "declined": "Le modèle de langage n’a pas donné de réponse ; les passages sont cités tels quels.",
        "unsupported": "Rien de ce qu’a écrit le modèle de langage n’est confirmé par ses sources ; elles sont citées.",
    },
    "es": {
        "failed": "El modelo de lenguaje no pudo responder; los pasajes se citan tal como figuran.",
        "rate_limited": "El modelo de lenguaje recibió demasiadas peticiones; los pasajes se citan tal como figuran.",
        "key_refused": "El modelo de lenguaje rechazó la clave; los pasajes se citan tal como figuran.",
        "declined": "El modelo de lenguaje no dio respuesta; los pasajes se citan tal como figuran.",
        "unsupported": "Nada de lo que escribió el modelo de lenguaje está respaldado por sus fuentes; se citan estas.",
    },
    "ru": {
        "failed": "Языковая модель не смогла ответить, поэтому отрывки приводятся дословно.",
        "rate_limited": "К языковой модели было слишком много обращений, поэтому отрывки приводятся дословно.",
        "key_refused": "Языковая модель не приняла ключ, поэтому отрывки приводятся дословно.",
        "declined": "Языковая модель не дала ответа, поэтому отрывки приводятся дословно.",
        "unsupported": "Написанное языковой моделью не подтверждается источниками, поэтому приводятся сами отрывки.",
    },
    "ar": {
        "failed": "لم يتمكن النموذج اللغوي من الإجابة، لذا تُقتبس المقاطع كما هي.",
        "rate_limited": "تلقى النموذج اللغوي طلبات كثيرة، لذا تُقتبس المقاطع كما هي.",
        "key_refused": "رفض النموذج اللغوي المفتاح، لذا تُقتبس المقاطع كما هي.",
        "declined": "لم يقدم النموذج اللغوي إجابة، لذا تُقتبس المقاطع كما هي.",
        "unsupported": "لا شيء مما كتبه النموذج اللغوي تؤيده مصادره، لذا تُقتبس المقاطع كما هي.",
    },
    "zh": {
        "failed": "语言模型未能作答，因此按原文引用段落。",
        "rate_limited": "语言模型收到的请求过多，因此按原文引用段落。",
        "key_refused": "语言模型拒绝了密钥，因此按原文引用段落。",
        "declined": "语言模型没有作答，因此按原文引用段落。",
        "unsupported": "语言模型所写的内容均未得到所引段落的支持，因此按原文引用段落。",
    },
}


def fallback_words(language: str, failure: str) -> str:
    """The sentence for a failure, in `language` (English where there is none in it)."""
    words = _WORDS.get(language, _ENGLISH)
    return words.get(failure, words["failed"])


_CORRECTED: Final = {
    "en": "(wording corrected)",
    "fr": "(citation rectifiée)",
    "es": "(cita corregida)",
    "ru": "(цитата исправлена)",
    "ar": "(صُحح الاقتباس)",
    "zh": "（引文已更正）",
}


def corrected_mark(language: str) -> str:
    """What is shown after a quotation that was brought to the exact wording."""
    return _CORRECTED.get(language, _CORRECTED["en"])


_TRANSLATION: Final = {
    "en": "(translation)",
    "fr": "(traduction)",
    "es": "(traducción)",
    "ru": "(перевод)",
    "ar": "(ترجمة)",
    "zh": "（译文）",
}


def translation_mark(language: str) -> str:
    """What is shown after words that put a place of another language into the answer's."""
    return _TRANSLATION.get(language, _TRANSLATION["en"])
