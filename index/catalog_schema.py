"""The catalog's tables, and how its database is opened, checked and created.

The catalog is the system of record: everything else in the data folder is derived from it. It is an SQLite database in
write-ahead-log mode, so that readers keep a consistent view while the one writer prepares the next.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

from index.errors import DataError
from index.stopping import is_stopped

CATALOG_FILE: Final = "catalog.sqlite"
SCHEMA_VERSION: Final = 1
# "unqa" as four bytes: tells our database from any other SQLite file that happens to carry the name.
APPLICATION_ID: Final = 0x756E7161
BUSY_SECONDS: Final = 30.0
# Of SQLite's machine, some tenth of a second: after so many a statement looks whether it is to go on. Looking waits for
# the interpreter, so it must be rare.
_STEPS: Final = 1_000_000
# The index of a write-ahead log has 32 kB at first.
_LOG_INDEX_BYTES: Final = 32 * 1024

_TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- What was asked to be indexed: files and folders by absolute path.
CREATE TABLE source (path TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;

-- Every file seen under the sources, read or not. 'holder' is the file whose resolution stands in this one's place.
CREATE TABLE file (
    path TEXT PRIMARY KEY, source TEXT NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
    seen_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('read', 'failed', 'kept', 'conflict', 'copy')),
    error TEXT NOT NULL DEFAULT '', holder TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE TABLE resolution (
    key INTEGER PRIMARY KEY, symbol TEXT NOT NULL, language TEXT NOT NULL, path TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, adopted TEXT, session TEXT, meeting TEXT, agenda_item TEXT, committee_report TEXT, vote TEXT,
    body TEXT NOT NULL, heading TEXT NOT NULL, repairs TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
    preambular INTEGER NOT NULL, operative INTEGER NOT NULL,
    UNIQUE (symbol, language)
);

-- A wording as far as typography, the first letter's case and final punctuation make no difference.
CREATE TABLE wording (
    key INTEGER PRIMARY KEY, language TEXT NOT NULL, sha256 BLOB NOT NULL, words TEXT NOT NULL, family INTEGER,
    signature BLOB,
    UNIQUE (language, sha256)
);
CREATE INDEX wording_family ON wording (family);

CREATE TABLE paragraph (
    id TEXT PRIMARY KEY, resolution INTEGER NOT NULL REFERENCES resolution (key) ON DELETE CASCADE,
    position INTEGER NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, part TEXT NOT NULL, numbered INTEGER NOT NULL,
    parent TEXT, text TEXT NOT NULL, opening TEXT NOT NULL, footnotes TEXT NOT NULL, source_start INTEGER NOT NULL,
    source_end INTEGER NOT NULL, segments TEXT NOT NULL, page INTEGER,
    wording INTEGER NOT NULL REFERENCES wording (key)
);
CREATE INDEX paragraph_resolution ON paragraph (resolution, position);
CREATE INDEX paragraph_wording ON paragraph (wording);

-- A distinct text that is searched, and the places (paragraphs and headings) where it stands.
CREATE TABLE passage (
    key INTEGER PRIMARY KEY, language TEXT NOT NULL, sha256 BLOB NOT NULL, text TEXT NOT NULL,
    UNIQUE (language, sha256)
);
CREATE TABLE entry (
    id TEXT PRIMARY KEY, resolution INTEGER NOT NULL REFERENCES resolution (key) ON DELETE CASCADE,
    language TEXT NOT NULL, embedded INTEGER NOT NULL REFERENCES passage (key),
    lexical INTEGER NOT NULL REFERENCES passage (key)
);
CREATE INDEX entry_resolution ON entry (resolution);
CREATE INDEX entry_embedded ON entry (embedded);
CREATE INDEX entry_lexical ON entry (lexical);

-- Embeddings by model and text: little-endian 32-bit floats. Kept when the text leaves the index, for it may come back.
CREATE TABLE embedding (
    model TEXT NOT NULL, sha256 BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, sha256)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE wording_search USING fts5 (
    words, content='wording', content_rowid='key', tokenize='trigram case_sensitive 1'
);
CREATE TRIGGER wording_added AFTER INSERT ON wording BEGIN
    INSERT INTO wording_search (rowid, words) VALUES (new.key, new.words);
END;
CREATE TRIGGER wording_left AFTER DELETE ON wording BEGIN
    INSERT INTO wording_search (wording_search, rowid, words) VALUES ('delete', old.key, old.words);
END;
"""

# Made where they are missing, so that an older catalog has them once it is written to.
_ADDED: Final = """
-- The text that was read from a file that is no text in UTF-8 or UTF-16: what its source ranges count in.
CREATE TABLE IF NOT EXISTS source_text (
    resolution INTEGER PRIMARY KEY REFERENCES resolution (key) ON DELETE CASCADE, text TEXT NOT NULL
);

-- The footnotes without the rest of the paragraphs, to be read through for a quotation.
CREATE INDEX IF NOT EXISTS paragraph_footnotes ON paragraph (footnotes, id) WHERE footnotes != '[]';
"""


def catalog_path(data_folder: Path) -> Path:
    """Where the catalog of a data folder lies."""
    return data_folder / CATALOG_FILE


def connect_to_read(data_folder: Path) -> sqlite3.Connection:
    """A connection that never writes. Works on a data folder that this user or this medium does not let write.

    Raises DataError when there is no catalog, or one that this program cannot read.
    """
    path = catalog_path(data_folder)
    if not path.is_file():
        raise DataError(f"there is no index in {data_folder}: build it with 'unqa index'")
    mode = "mode=ro" if _log_can_be_shared(path) else "mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(
            f"file:{quote(str(path.resolve()))}?{mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_SECONDS,
        )
        try:
            _check(connection, path)
            connection.execute("PRAGMA query_only = 1")
            connection.set_progress_handler(is_stopped, _STEPS)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise unusable(data_folder, error) from error
    return connection


def connect_to_write(data_folder: Path) -> sqlite3.Connection:
    """A connection that writes; creates the data folder and the catalog when they are not there.

    Raises DataError when the folder cannot be written, or holds a catalog that this program cannot use.
    """
    path = catalog_path(data_folder)
    try:
        data_folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    except (OSError, sqlite3.Error) as error:
        raise unusable(data_folder, error) from error
    return connection


def unusable(data_folder: Path, error: OSError | sqlite3.Error) -> DataError:
    """The one line that tells why the data folder cannot be used, and what to do about it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    reason = str(error)
    if isinstance(error, OSError):
        reason = error.strerror or reason
    if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        return DataError(
            f"{catalog_path(data_folder)} is damaged or is no catalog ({reason}): move it away and run 'unqa index'"
        )
    return DataError(
        f"the data folder {data_folder} cannot be used: {reason}; "
        "free space or rights are needed there, or another folder (--data, UNQA_DATA)"
    )


def may_be_kept(data_folder: Path) -> bool:
    """Whether a connection to read stays good when somebody writes.

    Where the write-ahead log cannot be shared, a file is read as if nobody could change it: for one snapshot only.
    """
    return _log_can_be_shared(catalog_path(data_folder))


def _log_can_be_shared(path: Path) -> bool:
    """Whether SQLite can share the write-ahead log: its index file is there, or can be made in the folder.

    On a full disk it cannot be made, and need not be where there is no log: whatever was written is in the file.
    """
    # A writer that met a full disk leaves one of a few bytes.
    if _size(path.with_name(path.name + "-shm")) >= _LOG_INDEX_BYTES:
        return True
    if not os.access(path.parent, os.W_OK):
        return False
    return _size(path.with_name(path.name + "-wal")) > 0 or shutil.disk_usage(path.parent).free >= 2 * _LOG_INDEX_BYTES


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    # Set before there are tables: it makes deleted pages reusable by 'incremental_vacuum' without a full copy.
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise DataError(f"{path.parent} does not support a write-ahead log (a network folder?): use another folder")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = 1")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _is_new(connection):
            for statement in _statements(_TABLES):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        _check(connection, path)
        for statement in _statements(_ADDED):
            connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _is_new(connection: sqlite3.Connection) -> bool:
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return int(tables) == 0


def _statements(script: str) -> list[str]:
    """The statements of a script. `executescript` would commit the transaction that must hold them together."""
    statements: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements


def _check(connection: sqlite3.Connection, path: Path) -> None:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if application != APPLICATION_ID:
        if _is_new(connection):
            raise DataError(f"there is no index in {path.parent}: build it with 'unqa index'")
        raise DataError(f"{path} is a database of another program: use another folder (--data, UNQA_DATA)")
    if version > SCHEMA_VERSION:
        raise DataError(
            f"{path} was made by a newer version of unqa (schema {version}, this one knows {SCHEMA_VERSION}): "
            "update unqa, or use another folder (--data, UNQA_DATA)"
        )
    if version < SCHEMA_VERSION:
        raise DataError(
            f"{path} was made by an older version of unqa (schema {version}): move it away and run 'unqa index'"
        )
