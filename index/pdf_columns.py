"""The columns of printed pages: where the white space between them lies, and their lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from index.pdf_lines import Page, PrintedLine, Run, line_of

# In parts of the size of the letters or of the usual distance between lines.
_SAME_LINE: Final = 0.45
_GUTTER_LINES: Final = 3
_WIDE_LINES: Final = 5
_CROSSING: Final = 0.2
_MASTHEAD_LINES: Final = 8
_MASTHEAD_SPACE: Final = 1.2
_SHORT_LINE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of one column from top to bottom, its left and right edge, and the heights of rules in it."""

    lines: tuple[PrintedLine, ...]
    left: float
    right: float
    rules: tuple[float, ...] = ()


def gutters_of(pages: Sequence[Page]) -> list[float | None]:
    """The white space between the columns of each page. A page with few lines has it where the others have it."""
    found = [_gutter(page.runs) for page in pages]
    known = [gutter for gutter in found if gutter is not None]
    if not known:
        return found
    usual = median(known)
    return [
        usual if gutter is None and _crossing(page.runs, usual) <= _CROSSING * len(page.runs) else gutter
        for page, gutter in zip(pages, found, strict=True)
    ]


def _crossing(runs: Sequence[Run], place: float) -> int:
    return sum(run.left < place < run.right for run in runs)


def columns_of(runs: Sequence[Run], page: int, gutter: float | None) -> list[Column]:
    """The columns of a page in reading order; lines across the page stand between those above and those below."""
    if not runs:
        return []
    if gutter is None:
        return [_column(runs, page)]
    columns: list[Column] = []
    band: list[Run] = []
    for rows in _rows(_masthead(runs, gutter)):
        columns.append(_column(rows, page))
    body = _below(runs, _masthead(runs, gutter))
    for row in _rows(body):
        if any(run.left < gutter < run.right for run in row):
            columns += [*_side_by_side(band, gutter, page), _column(row, page)]
            band = []
        else:
            band += row
    return [*columns, *_side_by_side(band, gutter, page)]


def _below(runs: Sequence[Run], above: Sequence[Run]) -> list[Run]:
    taken = {id(run) for run in above}
    return [run for run in runs if id(run) not in taken]


def _side_by_side(runs: Sequence[Run], gutter: float, page: int) -> list[Column]:
    left = [run for run in runs if run.right <= gutter]
    right = [run for run in runs if run.right > gutter]
    columns = [_column(side, page) for side in (left, right) if side]
    backwards = sum(line.right_to_left for column in columns for line in column.lines)
    return columns[::-1] if backwards * 2 > sum(len(column.lines) for column in columns) else columns


def _gutter(runs: Sequence[Run]) -> float | None:
    """Where the white space between two columns lies, None on a page with one column."""
    if not runs:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = right - left
    places = [left + width * (0.3 + 0.4 * step / 80) for step in range(81)]
    best: tuple[int, float, float] | None = None
    for place in places:
        crossing = _crossing(runs, place)
        room = min((abs(edge - place) for run in runs for edge in (run.left, run.right)), default=0.0)
        if best is None or (crossing, -room) < best[:2]:
            best = (crossing, -room, place)
    if best is None or best[0] > _CROSSING * len(runs):
        return None
    before = [run for run in runs if run.right <= best[2]]
    after = [run for run in runs if run.left >= best[2]]
    wide = [run for side in (before, after) for run in side if run.right - run.left > 0.25 * width]
    if min(len(before), len(after)) < _GUTTER_LINES or len(wide) < _WIDE_LINES:
        return None
    return best[2]


def _masthead(runs: Sequence[Run], gutter: float) -> list[Run]:
    """The few short lines above the columns that a wider space sets off: where no line crosses the page, the only sign
    that they are no part of the columns."""
    rows = _rows(runs)
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    sides = [[run for run in runs if run.right <= gutter], [run for run in runs if run.right > gutter]]
    usual = median([step for side in sides for step in _steps(_rows(side))] or [0.0])
    found: list[Run] = []
    for count, (row, step) in enumerate(zip(rows, _steps(rows), strict=False), 1):
        for run in row:
            width = gutter - left if run.right <= gutter else right - gutter
            if run.right - run.left > _SHORT_LINE * width and not run.left < gutter < run.right:
                return found
        if count > _MASTHEAD_LINES:
            break
        if step > _MASTHEAD_SPACE * usual:
            found = [run for above in rows[:count] for run in above]
    return found


def _steps(rows: Sequence[Sequence[Run]]) -> list[float]:
    """The distances between rows."""
    baselines = [row[0].baseline for row in rows]
    return [above - below for above, below in pairwise(baselines)]


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs by their baselines, from the top of the page to its foot."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.baseline, run.left)):
        if rows and abs(rows[-1][0].baseline - run.baseline) < _SAME_LINE * max(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows


def _column(runs: Sequence[Run], page: int) -> Column:
    lines = [line_of(row, page) for row in _rows(runs)]
    lines = [line for line in lines if line.text]
    return Column(tuple(lines), min(line.left for line in lines), max(line.right for line in lines))
