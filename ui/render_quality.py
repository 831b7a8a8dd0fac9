"""The figures of an evaluation as HTML, in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from eval.standing import Share, Standing, SuiteStanding
from rag.frame import language_name
from ui.page_words import long_date, say, words_of
from ui.render import escape
from ui.text import one_line

_COLUMNS = ("column_measure", "column_share", "column_range", "column_count")


def quality_html(standing: Standing | None, version: str, report: str, language: str) -> str:
    """What was measured, suite by suite. `version` is the program's, `report` the address of the whole report."""
    intro = f'<p class="unqa-intro">{escape(say(language, "quality_intro"))}</p>'
    if standing is None:
        return f'{intro}<p class="unqa-none" role="status">{escape(say(language, "message_no_evaluation"))}</p>'
    link = (
        f'<p><a class="unqa-link" href="{escape(report)}">{escape(say(language, "quality_report"))}</a></p>'
        if standing.report
        else ""
    )
    suites = "".join(_suite(suite, language) for suite in standing.suites)
    skipped = "".join(
        f'<p class="unqa-legend">{escape(say(language, "quality_not_run"))} '
        f'{escape(_suite_name(suite, language))} <span lang="en" dir="ltr">({escape(one_line(reason))})</span></p>'
        for suite, reason in standing.skipped.items()
    )
    limits = f'<p class="unqa-legend">{escape(say(language, "quality_limits"))}</p>'
    return f"{intro}{_origin(standing, version, language)}{link}{suites}{skipped}{limits}"


def _origin(standing: Standing, version: str, language: str) -> str:
    day = long_date(language, standing.made.date()) if standing.made else say(language, "quality_undated")
    if standing.origin == "run":
        said = say(language, "quality_run", date=day)
    else:
        said = say(language, "quality_baseline", version=version, date=day)
    subject = ", ".join(f"{one_line(name)}: {one_line(value)}" for name, value in standing.subject.items())
    return (
        f'<p class="unqa-counts">{escape(said)}</p><p class="unqa-legend">{escape(say(language, "quality_subject"))} '
        f'<span lang="en" dir="ltr">{escape(subject)}</span></p>'
    )


def _suite(suite: SuiteStanding, language: str) -> str:
    name = escape(_suite_name(suite.name, language))
    right = next((share for share in suite.shares if share.metric == "right"), None)
    said = say(language, "quality_headline", right=round(right.value * right.count), cases=right.count) if right else ""
    times = (
        f'<p class="unqa-legend">'
        f"{escape(say(language, 'quality_times', median=round(suite.times[0]), slow=round(suite.times[1])))}</p>"
        if suite.times
        else ""
    )
    measures = ((_measure(share, suite, language), share) for share in suite.shares)
    languages = ((language_name(language, share.of), share) for share in suite.by_language)
    splits = ((say(language, f"split_{share.of}"), share) for share in suite.by_split)
    return (
        f'<section class="unqa-suite"><h2>{name}</h2><p>{escape(said)}</p>'
        f"{_table(name, measures, language)}{times}"
        f"{_more('by_split', splits, language)}{_more('by_language', languages, language)}</section>"
    )


def _more(key: str, rows: Iterable[tuple[str, Share]], language: str) -> str:
    title = escape(say(language, key))
    return f'<details class="unqa-more"><summary>{title}</summary>{_table(title, rows, language)}</details>'


def _table(title: str, rows: Iterable[tuple[str, Share]], language: str) -> str:
    names = [escape(say(language, key)) for key in _COLUMNS]
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    body = "".join(_row(words, share, names) for words, share in rows)
    return (
        f'<table class="unqa-table unqa-figures" aria-label="{title}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _row(words: str, share: Share, names: list[str]) -> str:
    between = "–" if share.low == share.high else f"{_percent(share.low)} – {_percent(share.high)}"
    cells = zip(names[1:], (_percent(share.value), between, str(share.count)), strict=True)
    return (
        f'<tr><th scope="row">{escape(words)}</th>'
        + "".join(f'<td data-name="{name}"><bdi>{escape(cell)}</bdi></td>' for name, cell in cells)
        + "</tr>"
    )


def _measure(share: Share, suite: SuiteStanding, language: str) -> str:
    verdict = "_verdict" if share.metric == "right" and suite.quotations else ""
    return say(language, f"measure_{share.metric}{verdict}")


def _suite_name(suite: str, language: str) -> str:
    # A suite of someone's own has its name only.
    return words_of(language).get(f"suite_{suite.replace('-', '_')}", one_line(suite))


def _percent(share: float) -> str:
    # Only what is whole is called 100 %, and only what is nothing 0 %.
    rounded = round(share * 100, 1)
    return f"{rounded if share in (0.0, 1.0) else min(max(rounded, 0.1), 99.9):g} %"
