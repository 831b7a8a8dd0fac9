"""Properties of verdicts on quotations, over the bundled corpus, its Chinese text, and the Security Council's.

Hypothesis draws a seed, from which runs of words and changes follow; a failing example names it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.catalog import Catalog
from index.folding import fold
from index.model import Paragraph
from rag.quote import verify
from tests.quotable_corpora import BUNDLED, SECURITY_COUNCIL, catalog_of, read_folder

BUNDLED_RESOLUTIONS = read_folder(BUNDLED)
# Of the four hundred and fifty every third, so that the tests stay quick.
COUNCIL_RESOLUTIONS = read_folder(SECURITY_COUNCIL)[::3] if SECURITY_COUNCIL.is_dir() else []
SEEDS = st.integers(0, 2**32 - 1)
TOKEN = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+(?:[-'’/.](?=[^\W\u4e00-\u9fff])[^\W\u4e00-\u9fff]+)*|[^\w\s]")


class Corpus:
    """A catalog, the paragraphs to quote from, and every text in it, in the plainest form."""

    def __init__(self, catalog: Catalog, paragraphs: list[Paragraph], texts: list[str]) -> None:
        self.catalog = catalog
        self.paragraphs = paragraphs
        self.plain_texts = [_plain(text) for text in texts]

    def holds(self, text: str) -> bool:
        """Whether a text stands in any wording, footnote or heading, looked for in the plainest way there is."""
        wanted = _plain(text)
        return any(wanted in each for each in self.plain_texts)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    resolutions = [*BUNDLED_RESOLUTIONS, *COUNCIL_RESOLUTIONS]
    with catalog_of(tmp_path_factory.mktemp("properties"), resolutions, families=False) as opened:
        yield opened


@pytest.fixture(scope="module", params=["bundled", "chinese", "security council"])
def corpus(request: pytest.FixtureRequest, catalog: Catalog) -> Corpus:
    wanted: str = request.param
    if wanted == "security council" and not COUNCIL_RESOLUTIONS:
        pytest.skip("the Security Council's resolutions are not beside the checkout")
    resolutions = COUNCIL_RESOLUTIONS if wanted == "security council" else BUNDLED_RESOLUTIONS
    paragraphs = [one for each in resolutions for one in each.paragraphs]
    if wanted == "chinese":
        paragraphs = [one for one in paragraphs if one.language == "zh"]
    everything = [*BUNDLED_RESOLUTIONS, *COUNCIL_RESOLUTIONS]
    texts = [one.text for each in everything for one in each.paragraphs]
    texts += [note.text for each in everything for one in each.paragraphs for note in one.footnotes]
    texts += [datum.text for each in everything for datum in each.heading]
    return Corpus(catalog, paragraphs, texts)


_EDGE = " ,.;:，。；、()（）-—"


def _plain(text: str) -> str:
    return re.sub(r"[\s\"“”'’‘«»「」]", "", unicodedata.normalize("NFC", text)).strip(_EDGE).casefold()


@cache
def _tokens(paragraph: Paragraph) -> list[re.Match[str]]:
    return list(TOKEN.finditer(paragraph.text))


@dataclass(frozen=True)
class Run:
    """A run of a paragraph's tokens that begins and ends with a word."""

    paragraph: Paragraph
    first: int
    last: int

    @property
    def text(self) -> str:
        """The run as it stands."""
        return self.between(self.first, self.last + 1)

    def between(self, first: int, last: int) -> str:
        """The text from one token to the end of the one before another."""
        tokens = _tokens(self.paragraph)
        return self.paragraph.text[tokens[first].start() : tokens[last - 1].end()] if first < last else ""

    def word(self, place: int) -> str:
        """One token."""
        return _tokens(self.paragraph)[place][0]

    @property
    def words(self) -> list[int]:
        """The places of the words within."""
        tokens = _tokens(self.paragraph)
        return [place for place in range(self.first, self.last + 1) if tokens[place][0][0].isalnum()]


def draw_run(chance: random.Random, corpus: Corpus, at_least: int = 1, at_most: int = 60) -> Run:
    """Any run of so many words (Chinese characters), in a paragraph that has as many."""
    paragraph = chance.choice(corpus.paragraphs)
    words = [place for place, token in enumerate(_tokens(paragraph)) if token[0][0].isalnum()]
    assume(len(words) >= at_least)
    first = chance.randint(0, len(words) - at_least)
    last = chance.randint(first + at_least - 1, min(len(words), first + at_most) - 1)
    return Run(paragraph, words[first], words[last])


def altered(chance: random.Random, corpus: Corpus, run: Run) -> str:
    """The run with one of its words changed, dropped, doubled by another, or changed for the next but a few."""
    chinese = run.paragraph.language == "zh"
    blank = "" if chinese else " "
    place = chance.choice(run.words[1:-1])
    before, after = run.between(run.first, place), run.between(place + 1, run.last + 1)
    change = chance.choice(["change", "drop", "add", "swap"])
    other = chance.choice(corpus.paragraphs)
    found = [token[0] for token in _tokens(other) if token[0][0].isalnum()]
    word = chance.choice([*found, "不" if chinese else "not", "7"])
    if change == "drop":
        return f"{before}{blank}{after}"
    if change == "change":
        return f"{before}{blank}{word}{blank}{after}"
    if change == "add":
        return f"{before}{blank}{run.word(place)}{blank}{word}{blank}{after}"
    later = [one for one in run.words if one > place and run.word(one) != run.word(place)]
    assume(later)
    with_it = chance.choice(later[:4])
    between, rest = run.between(place + 1, with_it), run.between(with_it + 1, run.last + 1)
    return blank.join(filter(None, (before, run.word(with_it), between, run.word(place), rest)))


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS)
def test_any_span_is_exact(corpus: Corpus, seed: int) -> None:
    chance = random.Random(seed)
    run = draw_run(chance, corpus)
    verification = verify(corpus.catalog, run.text)
    assert verification.verdict == "exact"
    place = run.paragraph.id.partition("@")[0]
    cited = [one.id.partition("@")[0] for one in verification.occurrences]
    # Of a paragraph and its sub-paragraph the inner one is cited.
    assert verification.more or any(one == place or one.startswith(f"{place}.") for one in cited)
    assert all(one.quote in one.text for one in verification.occurrences)
    assert verify(corpus.catalog, run.text, run.paragraph.id).attribution == "confirmed"


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS)
def test_no_altered_span_is_exact(corpus: Corpus, seed: int) -> None:
    chance = random.Random(seed)
    run = draw_run(chance, corpus, at_least=3)
    text = altered(chance, corpus, run)
    assume(not corpus.holds(text))
    verification = verify(corpus.catalog, text)
    assert verification.verdict not in ("exact", "misattributed")
    assert verification.occurrences == ()
    if verification.closest is not None:
        assert "".join(part.source for part in verification.diff) == verification.closest.quote
        assert "".join(part.quotation for part in verification.diff) == text
        assert any(part.op != "equal" for part in verification.diff)


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS)
def test_one_word_of_a_dozen_altered_is_altered(corpus: Corpus, seed: int) -> None:
    chance = random.Random(seed)
    at_least = 18 if corpus.paragraphs[0].language == "zh" else 12
    text = altered(chance, corpus, draw_run(chance, corpus, at_least=at_least))
    assume(not corpus.holds(text))
    verification = verify(corpus.catalog, text)
    assert (verification.verdict, verification.closest is None) == ("altered", False)


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS, joint=st.sampled_from([" ", ", ", "; ", " … ", " and "]))
def test_two_spans_joined_are_never_exact(corpus: Corpus, seed: int, joint: str) -> None:
    chance = random.Random(seed)
    one, other = (draw_run(chance, corpus, at_least=8, at_most=30) for _ in range(2))
    assume(one.paragraph.language == other.paragraph.language)
    text = f"{one.text}{joint}{other.text}"
    assume(not corpus.holds(text))
    verification = verify(corpus.catalog, text)
    # Two of one paragraph, or one that is all but held by the other's paragraph, are altered.
    assert verification.verdict in ("stitched", "altered")
    assert (len(verification.pieces) > 1) is (verification.verdict == "stitched")
    assert ("ellipsis" in verification.warnings) is ("…" in text)


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_a_span_is_misattributed_where_it_does_not_stand(corpus: Corpus, seed: int) -> None:
    chance = random.Random(seed)
    run = draw_run(chance, corpus, at_least=5)
    other = chance.choice(corpus.paragraphs)
    assume(other.language == run.paragraph.language and _plain(run.text) not in _plain(other.text))
    verification = verify(corpus.catalog, run.text, other.id)
    # A footnote's or a sub-paragraph's words are the paragraph's too.
    assert verification.verdict == "misattributed" or any(_plain(run.text) in _plain(n.text) for n in other.footnotes)


def _typographic(text: str, paragraph: Paragraph, chance: random.Random) -> str:
    """The text in other typography: blanks, line breaks, quotation marks, dashes, ligatures, markers."""
    for old, new in (
        (" ", ["\n", "  ", "\u00a0", "\r\n", "\u2009"]),
        ("-", ["-\n", "\u2011", "–", "\uff0d"]),
        ('"', ["“", "«", "'"]),
        ("“", ['"', "„", "「"]),
        ("ffe", ["\ufb00e"]),
        ("fi", ["\ufb01"]),
        ("，", [",", ", ", "，\n"]),
        ("；", [";", "; "]),
        ("的", ["的\n", " 的"]),
        ("tion", ["tio\u00adn"]),
        ("prac", ["prac-\n"]),
        ("é", ["e\u0301"]),
    ):
        if old in text and chance.random() < 0.5:
            text = text.replace(old, chance.choice(new))
    if paragraph.footnotes and chance.random() < 0.5:
        marker = paragraph.footnotes[0].number
        form = chance.choice([marker, f"<sup>{marker}</sup>", f"[{marker}]", f"[^{marker}]"])
        text = re.sub(r"(?<=[a-z]{4}),", f",{form}", text, count=1)
    return f"“{text}”" if chance.random() < 0.3 else text


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS, alter=st.booleans())
def test_typography_never_changes_a_verdict(corpus: Corpus, seed: int, alter: bool) -> None:
    chance = random.Random(seed)
    run = draw_run(chance, corpus, at_least=5)
    text = altered(chance, corpus, run) if alter else run.text
    varied = _typographic(text, run.paragraph, chance)
    plain, other = verify(corpus.catalog, text), verify(corpus.catalog, varied)
    assert (other.verdict, [each.id for each in other.occurrences]) == (
        plain.verdict,
        [each.id for each in plain.occurrences],
    )
    assert other.warnings == plain.warnings


def test_the_runs_are_not_all_alike(corpus: Corpus) -> None:
    """What the properties above draw: of every length, from every kind of paragraph, changed in every way."""
    lengths, kinds, changes = set(), set(), set()

    @settings(max_examples=100, deadline=None, database=None)
    @given(seed=SEEDS)
    def draw(seed: int) -> None:
        chance = random.Random(seed)
        run = draw_run(chance, corpus, at_least=3)
        lengths.add(len(run.words))
        kinds.add(run.paragraph.kind)
        changes.add(len(fold(altered(chance, corpus, run)).text) - len(fold(run.text).text))

    draw()
    assert kinds == {"preambular", "operative"}
    assert min(lengths) < 6
    assert max(lengths) > 25
    assert min(changes) < 0 < max(changes)
