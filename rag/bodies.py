"""The names of the bodies that adopt resolutions, in the six languages of the United Nations."""

from __future__ import annotations

from typing import Final

BODY_NAMES: Final = {
    "GA": {
        "en": "General Assembly",
        "fr": "Assemblée générale",
        "es": "Asamblea General",
        "ru": "Генеральная Ассамблея",
        "ar": "الجمعية العامة",
        "zh": "大会",
    },
    "SC": {
        "en": "Security Council",
        "fr": "Conseil de sécurité",
        "es": "Consejo de Seguridad",
        "ru": "Совет Безопасности",
        "ar": "مجلس الأمن",
        "zh": "安全理事会",
    },
    "ECOSOC": {
        "en": "Economic and Social Council",
        "fr": "Conseil économique et social",
        "es": "Consejo Económico y Social",
        "ru": "Экономический и Социальный Совет",
        "ar": "المجلس الاقتصادي والاجتماعي",
        "zh": "经济及社会理事会",
    },
    "HRC": {
        "en": "Human Rights Council",
        "fr": "Conseil des droits de l’homme",
        "es": "Consejo de Derechos Humanos",
        "ru": "Совет по правам человека",
        "ar": "مجلس حقوق الإنسان",
        "zh": "人权理事会",
    },
}


def body_name(language: str, body: str) -> str:
    """The name of a body, said in `language`; the code itself for one that has no name here."""
    names = BODY_NAMES.get(body, {})
    return names.get(language, names.get("en", body))
