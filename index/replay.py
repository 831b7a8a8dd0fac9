"""Prove a wording against its file: does it stand there, where does a run of it stand, and was anything lost?"""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Resolution, Segment, Span


def replay(raw: str, text: str, segments: Sequence[Segment]) -> bool:
    """Whether `text` is made of the file's own characters, in the file's order.

    True when every character of `text` is covered by a segment that equals the file at its place, save single blanks
    between two segments, which a repair put in. `raw` is the whole file as decoded.
    """
    text_end = source_end = 0
    for segment in segments:
        if segment.length <= 0 or segment.text_start < text_end or segment.source_start < source_end:
            return False
        if text[text_end : segment.text_start] not in ("", " "):
            return False
        text_end = segment.text_start + segment.length
        source_end = segment.source_start + segment.length
        if text_end > len(text) or source_end > len(raw):
            return False
        if text[segment.text_start : text_end] != raw[segment.source_start : source_end]:
            return False
    return text_end == len(text)


def source_span(segments: Sequence[Segment], start: int, end: int) -> Span:
    """The range of the file from the first to the last character of wording[start:end].

    What lies between (line breaks, markers, a footnote block) is within the range. Raises ValueError when no character
    of the run stands in the file (an empty run, or a lone inserted blank).
    """
    first = last = -1
    for segment in segments:
        low = max(start, segment.text_start)
        high = min(end, segment.text_start + segment.length)
        if low < high:
            shift = segment.source_start - segment.text_start
            first = low + shift if first < 0 else first
            last = high + shift
    if first < 0:
        raise ValueError(f"wording[{start}:{end}] holds no character of the file")
    return Span(first, last)


def _accounted(resolution: Resolution) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for paragraph in resolution.paragraphs:
        spans += [(piece.source_start, piece.source_start + piece.length) for piece in paragraph.segments]
        if paragraph.segments:
            # The printed number: it opens the source and is no part of the wording.
            spans.append((paragraph.source.start, paragraph.segments[0].source_start))
        spans += [(note.source.start, note.source.end) for note in paragraph.footnotes]
    for datum in resolution.heading:
        spans += [(piece.source_start, piece.source_start + piece.length) for piece in datum.segments]
        if datum.name == "note":
            spans.append((datum.source.start, datum.source.end))
    spans += [(repair.source.start, repair.source.end) for repair in resolution.repairs]
    return sorted(spans)


def unaccounted(raw: str, resolution: Resolution) -> tuple[Span, ...]:
    """Runs of the file that stand nowhere in `resolution`; without blanks at the ends, none of them only blanks.

    A character is accounted for by a wording, a footnote, a heading datum, a printed number or a repair (which names
    the markers, rules and page furniture that were taken out).
    """
    lost: list[Span] = []
    done = 0
    for start, end in [*_accounted(resolution), (len(raw), len(raw))]:
        if start > done:
            gap = raw[done:start]
            # A byte order mark is a blank here: it says how the file is encoded.
            if gap.strip(" \t\r\n\f\v\ufeff\u00a0\u3000\u2028\u2029\x85"):
                begin = done + len(gap) - len(gap.lstrip())
                lost.append(Span(begin, start - (len(gap) - len(gap.rstrip()))))
        done = max(done, end)
    return tuple(lost)
