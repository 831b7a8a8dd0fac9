"""Every error this program raises on purpose.

    UnqaError
    ├── InputError              what the user typed cannot be used
    │   ├── QuestionError       an empty or an endless question
    │   ├── SymbolError         not a symbol or reference of the United Nations
    │   └── NotInCorpusError    a well-formed reference to something that is not indexed
    ├── ReadError               one file cannot be read as a document (carries the file, and the line where known)
    │   └── NoResolutionError   its text can be read, but is no resolution
    ├── FetchError              a document could not be fetched
    ├── DataError               the data folder cannot be used: read-only, full, made by a newer version, damaged
    │   └── LockedError         another process is writing the index
    ├── EmbeddingError          the embedding model cannot run here
    ├── StoreError              the vector store cannot be used
    ├── LanguageModelError      the language model did not answer, or cannot be used (carries the kind of failure)
    ├── EvaluationError         a question set, a results file or the gate's settings cannot be used
    ├── BusyError               the server has as much to do as it takes on
    └── StoppedError            nobody waits for the work any more

A face catches `UnqaError`, prints its text (one line that says what failed and what to do) and exits with code 2. The
text is English; `message`, where there is one, is what a face says instead to a reader of another language.
"""

from __future__ import annotations

from index.messages import Message


class UnqaError(Exception):
    """Base of all errors that are told to the user in one line.

    `message` is the same for a face that speaks the reader's language; None where only the English text is known.
    """

    def __init__(self, text: str = "", *, message: Message | None = None) -> None:
        super().__init__(text)
        self.message = message


class InputError(UnqaError):
    """What the user typed cannot be used."""


class QuestionError(InputError):
    """The question is empty or too long."""


class SymbolError(InputError):
    """The text is not a symbol or a reference that this program knows how to read."""


class NotInCorpusError(InputError):
    """A well-formed reference to a resolution or a paragraph that is not indexed."""


class ReadError(UnqaError):
    """One file cannot be read as a document.

    `file` is the path as given; `line` is counted from 1 and None when the fault has no place. A `message` speaks of
    "the file": whoever shows it says which.
    """

    def __init__(self, file: str, reason: str, *, line: int | None = None, message: Message | None = None) -> None:
        where = file if line is None else f"{file}, line {line}"
        super().__init__(f"{where}: {reason}", message=message)
        self.file = file
        self.reason = reason
        self.line = line


class NoResolutionError(ReadError):
    """The text of a file can be read, but is no resolution: it may be indexed by its paragraphs."""


class FetchError(UnqaError):
    """A document could not be fetched from the document service."""


class DataError(UnqaError):
    """The data folder cannot be used."""


class LockedError(DataError):
    """Another process is writing the index."""


class EmbeddingError(UnqaError):
    """The embedding model cannot run here."""


class StoreError(UnqaError):
    """The vector store cannot be used."""


class LanguageModelError(UnqaError):
    """The language model did not answer, or cannot be used.

    `kind` is a word for programs; `retry_after` the seconds that the provider asks to wait, None where it does not say.
    The text never holds words of the provider: they may repeat the key.
    """

    def __init__(self, kind: str, text: str, *, retry_after: float | None = None) -> None:
        super().__init__(text)
        self.kind = kind
        self.retry_after = retry_after


class EvaluationError(UnqaError):
    """A question set, a results file or the gate's settings cannot be used."""


class BusyError(UnqaError):
    """The server has as much to do as it takes on: the same may be asked again a little later."""


class StoppedError(UnqaError):
    """Work was stopped because nobody waits for it any more."""
