"""Which of the six languages of the United Nations a question is in.

Trained identifiers take over a second to load, which is most of what a cold command may cost; script and function words
decide the six at hand as well, and at once.
"""

from __future__ import annotations

import re
from typing import Final

LANGUAGES: Final = ("ar", "en", "es", "fr", "ru", "zh")

_SCRIPTS: Final = (
    ("zh", re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")),
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_FUNCTION_WORDS: Final = {
    "en": frozenset(
        "the of and to in is was were what which who whom whose when where why how does did do are that this for on by "
        "with from at it its an be has have had not or any about say says said there their they me give show tell can "
        "could would should list find all".split()
    ),
    "fr": frozenset(
        "le la les un une des du de et est sont que qui quoi quel quelle quels quelles quand où pourquoi comment dans "
        "par pour sur avec au aux ce cette ces il elle ils ne pas dit selon été a-t-elle fait se son sa ses leur leurs "
        "l d qu s n c résolution résolutions paragraphe paragraphes alinéa préambule".split()
    ),
    "es": frozenset(
        "el la los las un una unos unas de del y es son que qué quién quiénes cuál cuáles cuándo dónde cómo cuánto "
        "cuántos en por con al se su sus lo no dice según fue fueron ha este esta estos estas le les sobre "
        "resolución resoluciones párrafo párrafos preámbulo".split()
    ),
}
_SPANISH_ONLY: Final = re.compile(r"[¿¡ñ]|[áíóú]")
_FRENCH_ONLY: Final = re.compile(r"[èêçàùœôîâû]|\b[ldqsnc][’']")
# "op", "pp", "res": parts of a reference, in any language.
_ABBREVIATION: Final = 3
# "S/RES/242", "57/203#op8@en": not words of any language, though "s" and "en" are.
_REFERENCE: Final = re.compile(r"[A-Za-z0-9._-]{0,40}[/#@][A-Za-z0-9._/#@-]{0,40}")
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def question_language(text: str, fallback: str = "en") -> str:
    """The two-letter code of the question's language; `fallback` where nothing in it tells ("57/203#op8")."""
    counts = {language: len(pattern.findall(text)) for language, pattern in _SCRIPTS}
    # A Chinese character stands for a word, a letter of the other scripts for a fifth of one.
    counts["zh"] *= 4
    scripted = max(counts, key=lambda language: counts[language])
    latin = len(re.findall(r"[a-zA-ZÀ-ÿ]", text))
    if counts[scripted] * 2 > latin and counts[scripted] > 0:
        return scripted
    return _latin_language(_REFERENCE.sub(" ", text).lower(), fallback)


def _latin_language(text: str, fallback: str) -> str:
    words = _LETTERS.findall(text)
    scores = {language: float(sum(word in known for word in words)) for language, known in _FUNCTION_WORDS.items()}
    scores["es"] += 1.5 * bool(_SPANISH_ONLY.search(text))
    scores["fr"] += 1.5 * bool(_FRENCH_ONLY.search(text))
    best = max(("en", "fr", "es"), key=lambda language: scores[language])
    if scores[best] > 0:
        return best
    return "en" if any(len(word) > _ABBREVIATION for word in words) and fallback not in ("en", "fr", "es") else fallback
