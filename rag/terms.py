"""The words of a question that say what it is about, as the lexical index sees words."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Final

from index.lexical import words

_CHINESE_FUNCTION: Final = re.compile(
    r"什么|哪[一二几]?[个些项份届次年天号条段]?|怎[么样]|多少|几[个次届号段条]?|是否|有没有|为什么|何时|何地|谁|如何|[的了吗呢吧啊是有在和与及对于从被把就都也]"
    r"|决议|段落?|文本|说[了道]?|提到|规定|根据|关于|请问|告诉|一下"
)


@cache
def _function_words() -> dict[str, str]:
    """By language, the words that build questions in any subject: articles, pronouns, auxiliaries, verbs of asking."""
    loaded: dict[str, str] = json.loads(files("rag").joinpath("function_words.json").read_text(encoding="utf-8"))
    return loaded


@cache
def _function_stems(language: str) -> frozenset[str]:
    return frozenset(words(_function_words().get(language, ""), language))


def content_terms(text: str, language: str) -> tuple[str, ...]:
    """The distinct terms of `text`, in its order, without those that only build the question."""
    return tuple(dict.fromkeys(content_sequence(text, language)))


def content_sequence(text: str, language: str) -> tuple[str, ...]:
    """The same as they follow each other, with repetitions."""
    if language == "zh":
        text = _CHINESE_FUNCTION.sub(" ", text)
    known = _function_stems(language)
    return tuple(word for word in words(text, language) if word not in known)
