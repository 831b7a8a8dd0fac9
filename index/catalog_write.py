"""The catalog, written: by one process at a time, in transactions that `index.build` begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from index.catalog_rows import pack_footnotes, pack_heading, pack_repairs, pack_segments
from index.catalog_schema import connect_to_write
from index.entries import entries
from index.model import Paragraph, Resolution
from index.sameness import search_words, text_key, wording_key

FileState = Literal["read", "failed", "kept", "conflict", "copy"]
_FILE_COLUMNS: Final = "path, source, size, modified_ns, seen_ns, sha256, state, error, holder"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file under the sources, as it was when last looked at.

    `state`: "read"; "failed", not readable; "kept", not readable now, its earlier resolution stays; "conflict", another
    file, `holder`, has the same symbol and language; "copy", `holder` has the same bytes. `error` says why it is not
    read. Times are nanoseconds since 1970.
    """

    path: str
    source: str
    size: int
    modified_ns: int
    seen_ns: int
    sha256: str
    state: FileState
    error: str = ""
    holder: str = ""


class CatalogWriter:
    """One connection that writes. Methods raise sqlite3.Error; nothing is kept before the transaction is committed."""

    def __init__(self, data_folder: Path) -> None:
        """Opens the catalog, and creates it where there is none. Raises DataError."""
        self._connection = connect_to_write(data_folder)

    def close(self) -> None:
        """Close the connection; an open transaction is undone."""
        self._connection.close()

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[None]:
        """Commit on leaving, undo on an error. `durable`: committed means written to the disk, should power fail."""
        self._connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a SELECT, within the open transaction if there is one."""
        return self._connection.execute(statement, parameters).fetchall()

    def meta(self, name: str) -> str | None:
        """A fact about the index as a whole."""
        found = self.rows("SELECT value FROM meta WHERE name = ?", (name,))
        return str(found[0][0]) if found else None

    def set_meta(self, name: str, value: str) -> None:
        """Record a fact about the index as a whole."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def sources(self) -> tuple[str, ...]:
        """The remembered sources, in the order in which they were given."""
        return tuple(path for (path,) in self.rows("SELECT path FROM source ORDER BY position"))

    def set_sources(self, paths: Sequence[str]) -> None:
        """Remember these sources and no others."""
        self._connection.execute("DELETE FROM source")
        self._connection.executemany("INSERT INTO source VALUES (?, ?)", [(p, n) for n, p in enumerate(paths)])

    def files(self) -> dict[str, FileRecord]:
        """Every known file by its path."""
        return {row[0]: FileRecord(*row) for row in self.rows(f"SELECT {_FILE_COLUMNS} FROM file")}

    def set_files(self, records: Iterable[FileRecord]) -> None:
        """Record files, each in place of what was known of it."""
        self._connection.executemany(
            f"INSERT OR REPLACE INTO file ({_FILE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(astuple, records)
        )

    def drop_file(self, path: str) -> None:
        """Forget a file and what was read from it."""
        self.drop_resolution(path)
        self._connection.execute("DELETE FROM file WHERE path = ?", (path,))

    def holders(self) -> dict[tuple[str, str], str]:
        """By symbol and language, the file from which each resolution was read."""
        found = self.rows("SELECT symbol, language, path FROM resolution")
        return {(symbol, language): path for symbol, language, path in found}

    def drop_resolution(self, path: str) -> None:
        """Take out what was read from a file."""
        self._connection.execute("DELETE FROM resolution WHERE path = ?", (path,))

    def put_resolution(self, path: str, body: str, resolution: Resolution, text: str | None = None) -> None:
        """Put in what was read from a file. Its symbol and language must be free.

        `text` is the text that source ranges count in, where it is not the file itself.
        """
        key = self._insert_resolution(path, body, resolution)
        if text is not None:
            self._connection.execute("INSERT INTO source_text VALUES (?, ?)", (key, text))
        for paragraph in resolution.paragraphs:
            self._insert_paragraph(key, paragraph)
        for entry in entries(resolution):
            embedded = self._passage(resolution.language, entry.embedded)
            lexical = self._passage(resolution.language, entry.lexical)
            self._connection.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?)", (entry.id, key, resolution.language, embedded, lexical)
            )

    def prune(self) -> None:
        """Take out wordings and passages that stand nowhere any more."""
        self._connection.execute("DELETE FROM wording WHERE key NOT IN (SELECT wording FROM paragraph)")
        self._connection.execute(
            "DELETE FROM passage WHERE key NOT IN (SELECT embedded FROM entry UNION SELECT lexical FROM entry)"
        )

    def embedded_texts(self) -> list[str]:
        """Every distinct text in the catalog that must have an embedding."""
        found = self.rows("SELECT DISTINCT text FROM passage WHERE key IN (SELECT embedded FROM entry)")
        return [text for (text,) in found]

    def without_embedding(self, model: str, texts: Iterable[str]) -> list[str]:
        """Of these texts the distinct ones that the model has not embedded yet, in the order given."""
        return [
            text
            for text in dict.fromkeys(texts)
            if not self.rows("SELECT 1 FROM embedding WHERE model = ? AND sha256 = ?", (model, text_key(text)))
        ]

    def put_embeddings(self, model: str, vectors: Iterable[tuple[str, bytes]]) -> None:
        """Keep embeddings: texts and their vectors as little-endian 32-bit floats."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO embedding VALUES (?, ?, ?)",
            [(model, text_key(text), vector) for text, vector in vectors],
        )

    def wordings_without_signature(self) -> list[tuple[int, str]]:
        """Key and words of each wording that has no signature yet."""
        return [(key, words) for key, words in self.rows("SELECT key, words FROM wording WHERE signature IS NULL")]

    def set_signatures(self, signatures: Iterable[tuple[bytes, int]]) -> None:
        """Keep signatures: (signature, key)."""
        self._connection.executemany("UPDATE wording SET signature = ? WHERE key = ?", signatures)

    def set_families(self, families: Iterable[tuple[int | None, int]]) -> None:
        """Record to which family each wording belongs: (family, key)."""
        self._connection.executemany("UPDATE wording SET family = ?1 WHERE key = ?2 AND family IS NOT ?1", families)

    def counts(self) -> tuple[int, int, int]:
        """Resolutions, documents that are none, and paragraphs in the catalog."""
        found = self.rows(
            "SELECT (SELECT count(*) FROM resolution), (SELECT count(*) FROM resolution WHERE symbol LIKE 'file:%'), "
            "(SELECT count(*) FROM paragraph)"
        )
        resolutions, others, paragraphs = map(int, found[0])
        return resolutions - others, others, paragraphs

    def _insert_resolution(self, path: str, body: str, resolution: Resolution) -> int:
        top_level = [paragraph.kind for paragraph in resolution.paragraphs if paragraph.parent is None]
        cursor = self._connection.execute(
            "INSERT INTO resolution (symbol, language, path, title, adopted, session, meeting, agenda_item, "
            "committee_report, vote, body, heading, repairs, file, sha256, preambular, operative) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                resolution.symbol,
                resolution.language,
                path,
                resolution.title,
                resolution.adopted.isoformat() if resolution.adopted else None,
                resolution.session,
                resolution.meeting,
                resolution.agenda_item,
                resolution.committee_report,
                resolution.vote,
                body,
                pack_heading(resolution.heading),
                pack_repairs(resolution.repairs),
                resolution.file,
                resolution.sha256,
                top_level.count("preambular"),
                top_level.count("operative"),
            ),
        )
        return int(cursor.lastrowid or 0)

    def _insert_paragraph(self, resolution: int, paragraph: Paragraph) -> None:
        wording = self._key_of(
            "wording", paragraph.language, wording_key(paragraph.text), "words", search_words(paragraph.text)
        )
        self._connection.execute(
            "INSERT INTO paragraph VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                paragraph.id,
                resolution,
                paragraph.position,
                paragraph.kind,
                paragraph.number,
                paragraph.part,
                paragraph.numbered,
                paragraph.parent,
                paragraph.text,
                paragraph.opening,
                pack_footnotes(paragraph.footnotes),
                paragraph.source.start,
                paragraph.source.end,
                pack_segments(paragraph.segments),
                paragraph.page,
                wording,
            ),
        )

    def _passage(self, language: str, text: str) -> int:
        return self._key_of("passage", language, text_key(text), "text", text)

    def _key_of(self, table: str, language: str, sha256: bytes, column: str, text: str) -> int:
        found = self.rows(f"SELECT key FROM {table} WHERE language = ? AND sha256 = ?", (language, sha256))
        if found:
            return int(found[0][0])
        cursor = self._connection.execute(
            f"INSERT INTO {table} (language, sha256, {column}) VALUES (?, ?, ?)", (language, sha256, text)
        )
        return int(cursor.lastrowid or 0)
