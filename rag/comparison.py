"""What differs between two wordings, said under their quotations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.model import Paragraph
from rag.answer import Composer, escape_markdown
from rag.citing import label_of
from rag.frame import sentence
from rag.wording_diff import compare_wordings


def compared(composer: Composer, paragraphs: Sequence[Paragraph]) -> None:
    """Add to the answer what changed from each of the quoted paragraphs to the next."""
    for old, new in pairwise(paragraphs):
        if old.language != new.language:
            composer.say("other_language")
            continue
        changes = _changes(composer.language, old.text, new.text)
        if not changes:
            composer.say("identical")
            continue
        composer.say("changed", old=escape_markdown(label_of(old)), new=escape_markdown(label_of(new)))
        composer.parts.append("\n".join(f"- {change}" for change in changes))


def _changes(language: str, old: str, new: str) -> list[str]:
    changes = []
    for part in compare_wordings(old, new):
        left, added = escape_markdown(part.source.strip()), escape_markdown(part.quotation.strip())
        if part.op == "delete" and left:
            changes.append(sentence(language, "deleted", words=left))
        elif part.op == "insert" and added:
            changes.append(sentence(language, "inserted", words=added))
        elif part.op == "replace":
            changes.append(sentence(language, "replaced", old=left, new=added))
    return changes
