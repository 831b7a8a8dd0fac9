"""Is one opening phrase stronger than another? A scale in four dimensions; phrases of different ones are not compared.

The United Nations publish no official scale. This one orders the verbs by what drafters use them for: how binding a
call to act is, how firmly a point is made, how much is approved, how sharply something is condemned. An intensifier
("strongly urges", "deeply regrets") adds half a step. The table is printed in docs/quotations.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from index.folding import fold
from index.openings import find_opening

Strength = Literal["stronger", "weaker"]

# By dimension the steps from weak to strong, each a list of stems by which a verb of any of the six languages begins.
SCALES: Final[dict[str, tuple[str, ...]]] = {
    "call": (
        "suggest invit propos sugier предлага 邀请 建议 يدعو تدعو",
        "encourag alient anima поощря 鼓励 يشجع تشجع",
        "recommend recommand recomiend рекоменду يوصي توصي",
        "appeal hope lance un appel hace un llamamiento обраща 呼吁 يناشد تناشد",
        "request ask prie pide solicit demande прос 请 再次请 又请 还请 并请 يطلب تطلب",
        "calls upon calls on calls for calling upon exhort призыва 吁请 促请 يهيب تهيب",
        "urg insta engage instamment настоятельно призыва 敦促 يحث تحث",
        "demand insist exig требу 要求 يطالب تطالب",
        "decid order direct instruct ordonne постановля 决定 يقرر تقرر",
    ),
    "point": (
        "takes note taking note not prend note prenant note toma nota принима отмеча 注意到 يلاحظ تلاحظ يحيط تحيط",
        "recall rappel recuerda recordando напомина ссыла 回顾 忆及 يشير تشير",
        "recogniz recognis acknowledg consider reconnai reconoc признава счита 认识到 认为 考虑到 يسلم تسلم",
        "affirm afirma подтвержда 申明 确认 يؤكد تؤكد",
        "reaffirm réaffirm reafirma reiterat réitèr reitera вновь подтвержда 重申 يعيد تعيد يكرر تكرر",
        "stress emphasi underlin underscor highlight soulign insiste sur subray destac подчеркива 强调 着重 يشدد تشدد",
    ),
    "approval": (
        "appreciat 赞赏",
        "welcom salu se félicit accueill acoge приветству 欢迎 欣见 يرحب ترحب",
        "commend congratulat applaud elogia encomia rend hommage воздаёт 赞扬 يشيد تشيد يثني تثني",
        "endors support apoya soutien appui поддержива 支持 赞同 يؤيد تؤيد",
        "approv adopt aprueba approuve adopte утвержда одобря 核可 通过 يوافق توافق يعتمد تعتمد",
    ),
    "censure": (
        "concern expresses concern préoccup preocup обеспоко озабоч 关切 قلق",
        "regret lamenta сожале 遗憾 يأسف تأسف",
        "alarm alarma встревож 震惊 جزع",
        "deplor déplor deplora 痛惜 يشجب تشجب",
        "condemn condamn condena осужда 谴责 يدين تدين",
    ),
}
_INTENSIFIERS: Final = re.compile(
    r"\b(?:strongly|deeply|gravely|grave|seriously|firmly|urgently|solemnly|highest|strongest|vigorously|utmost|in the "
    r"strongest terms|instamment|vivement|énergiquement|profondément|fermement|enérgicamente|encarecidamente|"
    r"firmemente|profundamente|решительно|самым решительным|глубоко|серьезно)\b|强烈|深为|严重|深感|بشدة|بقوة"
)
_EXPRESSED: Final = re.compile(
    r"\b(?:express|reiterat|renew|repeat|restat)\w*(?: \w+){0,4}? (?P<noun>request|invitation|appeal|call|demand|"
    r"concern|regret|appreciation|support|condemnation|alarm)"
)
# Multi-word stems are written with blanks above; these are the ones that must be kept together.
_PHRASES: Final = (
    "lance un appel", "hace un llamamiento", "calls upon", "calls on", "calls for", "calling upon", "takes note",
    "taking note", "prend note", "prenant note", "toma nota", "вновь подтвержда", "настоятельно призыва",
    "insiste sur", "rend hommage", "se félicit", "expresses concern",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """Where an opening phrase stands: the dimension, and a level in half steps."""

    dimension: str
    level: int


def step_of(opening: str) -> Step | None:
    """The step of an opening phrase on the scale, None for one that is not on it."""
    words = fold(opening).text.lower()
    expressed = _EXPRESSED.search(words)
    stem = expressed["noun"] if expressed else words
    best: tuple[int, int, Step] | None = None
    for dimension, steps in SCALES.items():
        for level, stems in enumerate(steps):
            for candidate in _stems(stems):
                place = _find(candidate, stem)
                # The verb that comes last decides ("further calls upon"), of several stems there the longest.
                if place >= 0 and (best is None or (place + len(candidate), len(candidate)) > best[:2]):
                    best = (place + len(candidate), len(candidate), Step(dimension, 2 * level))
    if best is None:
        return None
    intense = 1 if _INTENSIFIERS.search(words) else 0
    return Step(best[2].dimension, best[2].level + intense)


def scale_stems() -> tuple[tuple[str, Step], ...]:
    """Every stem of the scale with its step."""
    return tuple(
        (stem, Step(dimension, 2 * level))
        for dimension, steps in SCALES.items()
        for level, line in enumerate(steps)
        for stem in _stems(line)
    )


def compare_openings(source: str, quoted: str) -> Strength | None:
    """Whether the quoted opening phrase is stronger or weaker than the source's; None: equal, or not comparable."""
    ours, theirs = step_of(source), step_of(quoted)
    if ours is None or theirs is None or ours.dimension != theirs.dimension or ours.level == theirs.level:
        return None
    return "stronger" if theirs.level > ours.level else "weaker"


def opening_of(text: str, language: str) -> str:
    """The opening phrase at the head of a text, the first letter in whatever case; "" where none is known."""
    text = text.lstrip()
    return find_opening(text[:1].upper() + text[1:], language)


def _stems(line: str) -> list[str]:
    stems = []
    for phrase in _PHRASES:
        if phrase in line:
            stems.append(phrase)
            line = line.replace(phrase, "")
    return stems + line.split()


def _find(stem: str, words: str) -> int:
    if not stem.isascii() and not re.match(r"[а-яёé]", stem):
        return words.find(stem)
    found = re.search(rf"(?<![^\W_]){re.escape(stem)}", words)
    return found.start() if found else -1
