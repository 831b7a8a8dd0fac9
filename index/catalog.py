"""The catalog, read: resolutions, paragraphs, same wordings, and quotations found by their words.

Importing this module imports nothing but the standard library and `index`'s own types.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self

from index.catalog_rows import (
    PARAGRAPH_COLUMNS,
    RESOLUTION_COLUMNS,
    SUMMARY_COLUMNS,
    ResolutionSummary,
    paragraph_from_row,
    resolution_from_row,
    summary_from_row,
    unpack_heading,
)
from index.catalog_schema import connect_to_read, connect_to_write, may_be_kept, unusable
from index.errors import DataError
from index.model import HeadingDatum, Paragraph, Resolution
from index.sameness import search_words
from index.stopping import go_on
from index.trigrams import SAMPLED, TRIGRAM, count_trigrams, rarest_trigrams

__all__ = ["BY_ADOPTION", "Catalog", "FamilyMember", "ResolutionSummary"]

# Below SQLite's limit on the variables of one statement, whatever it was compiled with.
_VARIABLES: Final = 900
# Trigrams looked up for each of several words.
_OF_A_WORD: Final = 2
# The order of all lists of paragraphs `p` of resolutions `r`.
BY_ADOPTION: Final = "r.adopted IS NULL, r.adopted, r.symbol, r.language, p.position"


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """A paragraph with the same or nearly the same wording as another, in the same language."""

    id: str
    relation: Literal["same", "near"]


class Catalog:
    """The system of record, for reading. Safe to share between threads.

    Each method sees one consistent state of the index; `snapshot` makes several calls see the same one.
    """

    def __init__(self, data_folder: Path, first: sqlite3.Connection) -> None:
        self.data_folder = data_folder
        self._free = [first]
        self._lock = threading.Lock()
        self._local = threading.local()
        self._closed = False
        self._counts: tuple[int, Mapping[str, int]] | None = None

    @classmethod
    def open(cls, data_folder: Path, *, create: bool = False) -> Catalog:
        """Open the catalog of a data folder; with `create`, an empty one is made where there is none.

        Raises DataError: no catalog there, another program's file, damaged, a newer version, or no right to use it.
        """
        if create:
            try:
                connect_to_write(data_folder).close()
            except DataError as error:
                # A full disk lets nothing be written, and what is there be read all the same.
                try:
                    return cls(data_folder, connect_to_read(data_folder))
                except DataError:
                    raise error from error.__cause__
        return cls(data_folder, connect_to_read(data_folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection that is not in use; one in use is closed when its snapshot ends."""
        with self._lock:
            self._closed = True
            free, self._free = self._free, []
        for connection in free:
            connection.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All calls of this thread within the context see the index as it is at the first of them."""
        with self._reading():
            yield

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        pinned: sqlite3.Connection | None = getattr(self._local, "connection", None)
        try:
            if pinned is not None:
                yield pinned
                return
            connection = self._take()
            self._local.connection = connection
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                self._local.connection = None
                self._give_back(connection)
        except sqlite3.Error as error:
            go_on()
            raise unusable(self.data_folder, error) from error

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._free:
                return self._free.pop()
        return connect_to_read(self.data_folder)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        with self._lock:
            if not self._closed and may_be_kept(self.data_folder):
                self._free.append(connection)
                return
        connection.close()

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a SELECT over the tables of `index.catalog_schema`. Raises DataError, StoppedError."""
        go_on()
        with self._reading() as connection:
            return connection.execute(statement, parameters).fetchall()

    def meta(self, name: str) -> str | None:
        """A fact about the index as a whole: "generation", "embedding", ..."""
        found = self.rows("SELECT value FROM meta WHERE name = ?", (name,))
        return str(found[0][0]) if found else None

    def generation(self) -> int:
        """The number of the live generation; 0 before anything was indexed."""
        return int(self.meta("generation") or 0)

    def resolutions(self) -> tuple[ResolutionSummary, ...]:
        """Every resolution in every language, in order of adoption, then of symbol."""
        found = self.rows(
            f"SELECT {SUMMARY_COLUMNS} FROM resolution r ORDER BY r.adopted IS NULL, r.adopted, r.symbol, r.language"
        )
        return tuple(summary_from_row(row) for row in found)

    def languages(self, symbol: str) -> tuple[str, ...]:
        """The languages in which a resolution is indexed, English first, then by code; () when it is not."""
        found = self.rows(
            "SELECT language FROM resolution WHERE symbol = ? ORDER BY language != 'en', language", (symbol,)
        )
        return tuple(language for (language,) in found)

    def resolution(self, symbol: str, language: str | None = None) -> Resolution | None:
        """A resolution with all its paragraphs; without a language, the first of `languages`. None: not indexed."""
        with self.snapshot():
            found = self.rows(
                f"SELECT {RESOLUTION_COLUMNS} FROM resolution r "
                "WHERE r.symbol = ?1 AND (?2 IS NULL OR r.language = ?2) "
                "ORDER BY r.language != 'en', r.language LIMIT 1",
                (symbol, language),
            )
            if not found:
                return None
            rows = self.rows(
                f"SELECT {PARAGRAPH_COLUMNS} FROM paragraph p JOIN resolution r ON r.key = p.resolution "
                "WHERE p.resolution = ? ORDER BY p.position",
                (found[0][0],),
            )
            return resolution_from_row(found[0], tuple(paragraph_from_row(row) for row in rows))

    def file_path(self, symbol: str, language: str) -> Path | None:
        """The file that a resolution was read from, as it was then; None when it is not indexed."""
        found = self.rows("SELECT path FROM resolution WHERE symbol = ? AND language = ?", (symbol, language))
        return Path(found[0][0]) if found else None

    def source_text(self, symbol: str, language: str) -> str | None:
        """The text that the source ranges of a resolution count in, None where they count in the file itself."""
        with self.snapshot():
            if not self.rows("SELECT 1 FROM sqlite_schema WHERE name = 'source_text'"):
                return None
            found = self.rows(
                "SELECT t.text FROM source_text t JOIN resolution r ON r.key = t.resolution "
                "WHERE r.symbol = ? AND r.language = ?",
                (symbol, language),
            )
        return str(found[0][0]) if found else None

    def heading(self, symbol: str, language: str | None = None) -> tuple[HeadingDatum, ...]:
        """The heading's data, without reading the paragraphs; () when the resolution is not indexed."""
        found = self.rows(
            "SELECT heading FROM resolution WHERE symbol = ?1 AND (?2 IS NULL OR language = ?2) "
            "ORDER BY language != 'en', language LIMIT 1",
            (symbol, language),
        )
        return unpack_heading(found[0][0]) if found else ()

    def paragraph(self, paragraph_id: str) -> Paragraph | None:
        """One paragraph by its id; None when there is none (nor is a heading, `#meta`, a paragraph)."""
        return next(iter(self.paragraphs((paragraph_id,))), None)

    def paragraphs(self, ids: Iterable[str]) -> tuple[Paragraph, ...]:
        """The paragraphs with these ids, in the order asked; ids that are not indexed are left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Paragraph] = {}
        with self.snapshot():
            for group in _groups(wanted):
                for row in self.rows(
                    f"SELECT {PARAGRAPH_COLUMNS} FROM paragraph p JOIN resolution r ON r.key = p.resolution "
                    f"WHERE p.id IN ({_marks(group)})",
                    group,
                ):
                    found[row[0]] = paragraph_from_row(row)
        return tuple(found[paragraph_id] for paragraph_id in wanted if paragraph_id in found)

    def all_paragraph_ids(
        self,
        *,
        symbol: str | None = None,
        language: str | None = None,
        year_from: int | None = None,
        year_to: int | None = None,
        kind: str | None = None,
    ) -> tuple[str, ...]:
        """The ids of the paragraphs that pass the filters (None: any), in order of adoption, then of the document.

        Years are of adoption, both included; a resolution without a date passes no filter on years.
        """
        condition, parameters = _conditions(symbol, language, year_from, year_to)
        found = self.rows(
            f"SELECT p.id FROM paragraph p JOIN resolution r ON r.key = p.resolution "
            f"WHERE {condition} AND (? IS NULL OR p.kind = ?) ORDER BY {BY_ADOPTION}",
            (*parameters, kind, kind),
        )
        return tuple(paragraph_id for (paragraph_id,) in found)

    def entry_ids(
        self,
        *,
        symbol: str | None = None,
        language: str | None = None,
        year_from: int | None = None,
        year_to: int | None = None,
    ) -> tuple[str, ...]:
        """As `all_paragraph_ids`, with the headings (`SYMBOL#meta@LANGUAGE`): all that a search can find."""
        condition, parameters = _conditions(symbol, language, year_from, year_to)
        found = self.rows(
            f"SELECT e.id FROM entry e JOIN resolution r ON r.key = e.resolution WHERE {condition}", parameters
        )
        return tuple(entry_id for (entry_id,) in found)

    def same_wording(self, paragraph_id: str) -> tuple[str, ...]:
        """The other paragraphs with the same wording in the same language, in order of adoption.

        Typography, case and final punctuation make no difference.
        """
        found = self.rows(
            "SELECT p.id FROM paragraph p JOIN resolution r ON r.key = p.resolution "
            "WHERE p.wording = (SELECT wording FROM paragraph WHERE id = ?1) AND p.id != ?1 "
            f"ORDER BY {BY_ADOPTION}",
            (paragraph_id,),
        )
        return tuple(other for (other,) in found)

    def family(self, paragraph_id: str) -> tuple[FamilyMember, ...]:
        """The other paragraphs of the same or nearly the same wording in the same language, in order of adoption."""
        found = self.rows(
            "SELECT p.id, p.wording = o.wording FROM paragraph o JOIN wording ow ON ow.key = o.wording "
            "JOIN wording w ON w.family = ow.family OR w.key = ow.key JOIN paragraph p ON p.wording = w.key "
            f"JOIN resolution r ON r.key = p.resolution WHERE o.id = ?1 AND p.id != ?1 ORDER BY {BY_ADOPTION}",
            (paragraph_id,),
        )
        return tuple(FamilyMember(other, "same" if same else "near") for other, same in found)

    def family_numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """For each of these paragraphs a number that those of the same or nearly the same wording share.

        The numbers hold for one generation; headings and unknown ids are left out.
        """
        numbers: dict[str, int] = {}
        with self.snapshot():
            for group in _groups(list(ids)):
                found = self.rows(
                    "SELECT p.id, coalesce(w.family, w.key) FROM paragraph p JOIN wording w ON w.key = p.wording "
                    f"WHERE p.id IN ({_marks(group)})",
                    group,
                )
                numbers.update((paragraph_id, family) for paragraph_id, family in found)
        return numbers

    def find_text(self, fragment: str, limit: int, *, language: str | None = None) -> tuple[str, ...]:
        """At most `limit` paragraphs whose words hold those of `fragment` as a run, in order of adoption.

        Compared in the form of `index.sameness.search_words`: these are candidates, every exact quotation among them,
        for a check to the character. A fragment of one or two letters is looked for too, by reading every wording.
        """
        words = search_words(fragment)
        if not words or limit <= 0:
            return ()
        with self.snapshot():
            holding, parameters = self._holding(words)
            found = self.rows(
                "SELECT p.id FROM paragraph p JOIN resolution r ON r.key = p.resolution "
                f"WHERE p.wording IN ({holding}) AND (? IS NULL OR r.language = ?) ORDER BY {BY_ADOPTION} LIMIT ?",
                (*parameters, language, language, limit),
            )
        return tuple(paragraph_id for (paragraph_id,) in found)

    def find_wordings(self, fragment: str, limit: int) -> tuple[int, ...]:
        """As `find_text`, the keys (table `wording`) of at most `limit` wordings, in no particular order."""
        words = search_words(fragment)
        if not words or limit <= 0:
            return ()
        with self.snapshot():
            holding, parameters = self._holding(words)
            found = self.rows(f"{holding} LIMIT ?", (*parameters, limit))
        return tuple(key for (key,) in found)

    def holding_words(self, fragment: str) -> tuple[str, tuple[str, ...]]:
        """A condition on `paragraph p`, and its parameters: it is one of those that `find_text` finds."""
        words = search_words(fragment)
        if not words:
            return "0", ()
        holding, parameters = self._holding(words)
        return f"p.wording IN ({holding})", parameters

    def find_wordings_with_all(self, words: Sequence[str], limit: int) -> tuple[int, ...]:
        """The keys of at most `limit` wordings in which all these words stand, in whatever order, as substrings.

        Words of fewer than three letters are left out of account.
        """
        wanted = [word for word in map(search_words, words) if len(word) >= TRIGRAM]
        if not wanted or limit <= 0:
            return ()
        with self.snapshot():
            counts = self._trigram_counts()
            trigrams = dict.fromkeys(one for word in wanted for one in rarest_trigrams(word, counts)[:_OF_A_WORD])
            found = self.rows(
                f"SELECT rowid FROM wording_search WHERE words MATCH ? {'AND instr(words, ?) ' * len(wanted)}LIMIT ?",
                (_all_of(trigrams), *wanted, limit),
            )
        return tuple(key for (key,) in found)

    def _holding(self, words: str) -> tuple[str, tuple[str, ...]]:
        """A SELECT of the keys of the wordings that hold a run of characters, and its parameters."""
        trigrams = rarest_trigrams(words, self._trigram_counts())
        if not trigrams:
            return "SELECT key FROM wording WHERE instr(words, ?)", (words,)
        return "SELECT rowid FROM wording_search WHERE words MATCH ? AND instr(words, ?)", (_all_of(trigrams), words)

    def _trigram_counts(self) -> Mapping[str, int]:
        generation = self.generation()
        known = self._counts
        if known is None or known[0] != generation:
            ((last,),) = self.rows("SELECT max(key) FROM wording")
            keys = sorted({1 + place * (last or 0) // SAMPLED for place in range(SAMPLED)})
            sample = self.rows(f"SELECT words FROM wording WHERE key IN ({_marks(keys)})", keys)
            known = generation, count_trigrams(words for (words,) in sample)
            self._counts = known
        return known[1]


def _all_of(trigrams: Iterable[str]) -> str:
    """The query for all these trigrams: letters, digits and blanks, so that nothing in them need be escaped."""
    return " AND ".join(f'"{trigram}"' for trigram in trigrams)


def _conditions(
    symbol: str | None, language: str | None, year_from: int | None, year_to: int | None
) -> tuple[str, tuple[object, ...]]:
    condition = (
        "(? IS NULL OR r.symbol = ?) AND (? IS NULL OR r.language = ?) "
        "AND (? IS NULL OR r.adopted >= ?) AND (? IS NULL OR r.adopted < ?)"
    )
    first = None if year_from is None else f"{year_from:04}"
    last = None if year_to is None else f"{year_to + 1:04}"
    return condition, (symbol, symbol, language, language, first, first, last, last)


def _groups(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _VARIABLES):
        yield ids[start : start + _VARIABLES]


def _marks(group: Sequence[object]) -> str:
    return ",".join("?" * len(group))
