"""Text that remembers where in the file each of its characters stands, through every repair."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.model import Repair, RepairKind, Segment, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters [start, end) of a mapped text to be replaced by nothing or by one blank."""

    start: int
    end: int
    replacement: str
    kind: RepairKind


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text with the source offset of each character.

    A blank that a repair put in has no character of its own in the file: its offset is `-source - 1`, where source is
    the offset of what it replaced, so that offsets still rise and a range of the file can be looked up.
    """

    text: str
    offsets: Sequence[int]

    @classmethod
    def of(cls, raw: str, start: int, end: int) -> MappedText:
        """Characters [start, end) of a file, unchanged."""
        return cls(raw[start:end], range(start, end))

    def __len__(self) -> int:
        return len(self.text)

    def source(self, position: int) -> int:
        """The offset in the file of the character at `position`, or of what an inserted blank replaced."""
        offset = self.offsets[position]
        return offset if offset >= 0 else -offset - 1

    def source_end(self, position: int) -> int:
        """The offset in the file after the character before `position`."""
        if position == 0:
            return self.source(0) if self.text else 0
        offset = self.offsets[position - 1]
        return offset + 1 if offset >= 0 else -offset - 1

    def position(self, source: int) -> int:
        """The first position whose character stands at `source` or later in the file."""
        return bisect_left(range(len(self.text)), source, key=self.source)

    def cut(self, start: int, end: int) -> MappedText:
        """Characters [start, end) of this text, stripped of blanks at both ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return MappedText(self.text[start:end], self.offsets[start:end])

    def edit(self, edits: Iterable[Edit]) -> tuple[MappedText, list[Repair]]:
        """The text after `edits` (ascending, not overlapping), and a repair for each of them."""
        pieces: list[str] = []
        offsets: list[int] = []
        repairs: list[Repair] = []
        done = 0
        for edit in edits:
            pieces.append(self.text[done : edit.start])
            offsets.extend(self.offsets[done : edit.start])
            span = self._span(edit.start, edit.end)
            if edit.replacement:
                pieces.append(edit.replacement)
                offsets.append(-span.start - 1)
            repairs.append(Repair(edit.kind, span, edit.replacement))
            done = edit.end
        if not repairs:
            return self, repairs
        pieces.append(self.text[done:])
        offsets.extend(self.offsets[done:])
        return MappedText("".join(pieces), offsets), repairs

    def _span(self, start: int, end: int) -> Span:
        if start == end:
            here = self.source(start) if start < len(self.text) else self.source_end(start)
            return Span(here, here)
        return Span(self.source(start), self.source_end(end))

    def span(self) -> Span:
        """The range of the file from the first character to the last."""
        return self._span(0, len(self.text))

    def segments(self) -> tuple[Segment, ...]:
        """The runs of characters that stand unchanged in the file."""
        runs: list[Segment] = []
        begin = 0
        for position in range(1, len(self.text) + 1):
            if position < len(self.text) and self.offsets[position] == self.offsets[position - 1] + 1 > 0:
                continue
            if self.offsets[begin] >= 0:
                runs.append(Segment(begin, self.offsets[begin], position - begin))
            begin = position
        return tuple(runs)
