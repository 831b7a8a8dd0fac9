"""What readers think of answers, kept in a file of its own: the catalog is rebuilt, opinions are not.

Kept are the questions, the filters, the places cited, the verdict and the comment, and the day. Nothing tells who said
it: no address, no name, no hour.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, Literal

from index.errors import DataError
from rag.model import Answer, Filters, RefusalCode

FEEDBACK_FILE: Final = "feedback.sqlite"
_BUSY_SECONDS: Final = 10.0
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS opinion (
    id TEXT PRIMARY KEY, day TEXT NOT NULL, verdict TEXT NOT NULL CHECK (verdict IN ('up', 'down')),
    comment TEXT NOT NULL, questions TEXT NOT NULL, language TEXT NOT NULL, filters TEXT NOT NULL, cited TEXT NOT NULL,
    refusal TEXT, answerer TEXT NOT NULL
) WITHOUT ROWID
"""
Verdict = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader said of an answer. `id` is that of the answer as shown; saying something else replaces it.

    `questions` holds the turns of the conversation, the one that was answered last.
    """

    id: str
    verdict: Verdict
    comment: str
    questions: tuple[str, ...]
    filters: Filters
    answer: Answer


@dataclass(frozen=True, slots=True)
class KeptOpinion:
    """One opinion as it was kept. `cited` holds ids of places, in the order cited."""

    id: str
    day: date
    verdict: Verdict
    comment: str
    questions: tuple[str, ...]
    language: str
    filters: Filters
    cited: tuple[str, ...]
    refusal: RefusalCode | None
    answerer: str


class FeedbackStore:
    """The opinions of one data folder. Safe to share between threads and processes."""

    def __init__(self, data_folder: Path) -> None:
        """Nothing is read or written yet."""
        self._file = data_folder / FEEDBACK_FILE

    def record(self, said: Feedback) -> None:
        """Keep an opinion, in the place of an earlier one on the same answer. Raises DataError."""
        answer = said.answer
        row = (
            said.id,
            datetime.now(UTC).date().isoformat(),
            said.verdict,
            said.comment.strip(),
            json.dumps(said.questions, ensure_ascii=False),
            answer.language,
            json.dumps(_filters_record(said.filters)),
            json.dumps(list(dict.fromkeys(citation.id for citation in answer.citations)), ensure_ascii=False),
            answer.refusal.code if answer.refusal else None,
            answer.answerer,
        )
        with self._open() as database:
            database.execute(f"INSERT OR REPLACE INTO opinion VALUES ({', '.join('?' * len(row))})", row)

    def withdraw(self, answer: str) -> None:
        """Forget the opinion on the answer of this id, if there is one. Raises DataError."""
        with self._open() as database:
            database.execute("DELETE FROM opinion WHERE id = ?", (answer,))

    def opinions(self) -> tuple[KeptOpinion, ...]:
        """Every opinion, in the order of the days. Raises DataError."""
        if not self._file.exists():
            return ()
        with self._open() as database:
            rows = database.execute("SELECT * FROM opinion ORDER BY day, id").fetchall()
        return tuple(
            KeptOpinion(
                id=row[0],
                day=date.fromisoformat(row[1]),
                verdict=row[2],
                comment=row[3],
                questions=tuple(json.loads(row[4])),
                language=row[5],
                filters=_filters(json.loads(row[6])),
                cited=tuple(json.loads(row[7])),
                refusal=row[8],
                answerer=row[9],
            )
            for row in rows
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection and a transaction of its own: opinions are rare, and threads may not share one."""
        try:
            database = sqlite3.connect(self._file, timeout=_BUSY_SECONDS)
            try:
                with database:
                    database.execute(_TABLE)
                    yield database
            finally:
                database.close()
        except sqlite3.Error as error:
            raise DataError(f"opinions on answers cannot be kept in {self._file}: {error}") from error


def _filters_record(filters: Filters) -> dict[str, object]:
    found = {
        "symbol": filters.symbol,
        "language": filters.language,
        "from": filters.year_from,
        "to": filters.year_to,
        "body": filters.body,
        "ignored": sorted(filters.ignored),
    }
    return {name: value for name, value in found.items() if value}


def _filters(record: dict[str, Any]) -> Filters:
    return Filters(
        symbol=record.get("symbol"),
        language=record.get("language"),
        year_from=record.get("from"),
        year_to=record.get("to"),
        body=record.get("body"),
        ignored=frozenset(record.get("ignored", ())),
    )
