"""What the checker costs a sentence, and how soon after a model's first sentence a reader sees it.

    PYTHONPATH=. python benchmarks/checking.py

The sentences are those of the tests, in the language of their paragraph (what is said across languages costs an
embedding more, 17 ms on two cores). The model is a scripted server on loopback that sends its first sentence at once.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from index.settings import Settings
from rag.assistant import Assistant
from rag.claims import read_claim
from rag.events import Draft
from rag.given import Given
from rag.support_facts import evidence_of
from tests.checker_world import checked, place_given, sentences
from tests.llm_server import Script, scripted_server

_ROUNDS = 20
_QUESTION = "What does paragraph 8 of 57/203 stress?"
_SENTENCE = "Paragraph 8 stresses the continuing need for impartial and objective information [1]. "


def main() -> None:
    """Print both figures."""
    with tempfile.TemporaryDirectory() as folder, scripted_server([Script()]) as server:
        settings = Settings(data=Path(folder), llm="openai-like", llm_model="scripted", llm_base_url=server.address)
        with Assistant.open(settings) as assistant:
            _sentences(assistant)
            server.scripts[:] = [Script(text=_SENTENCE * 3, size=len(_SENTENCE), pause=0.2)]
            delays = []
            for round_ in range(_ROUNDS):
                # A question asked before is answered from memory.
                events = assistant.stream(f"{_QUESTION} ({round_})")
                next(event for event in events if isinstance(event, Draft))
                delays.append((time.perf_counter() - server.first_sent[-1]) * 1000)
                events.close()
            _print("first sentence sent to first draft, ms", delays[1:])


def _sentences(assistant: Assistant) -> None:
    names = ("right", "wrong", "right.second", "wrong.second")
    each = [one for name in names for one in sentences(name) if not one.across]
    places = {one.place: place_given(assistant, one.place) for one in each}
    for given in places.values():
        evidence_of(given)
    times: list[float] = []
    for warm in (False, True):
        for one in each:
            started = time.perf_counter()
            checked(one, places[one.place], lambda words, place: 0.0)
            if warm:
                times.append((time.perf_counter() - started) * 1000)
        _forget(places)
    _print(f"a sentence split and checked, ms ({len(times)} sentences)", times)


def _forget(places: dict[str, Given]) -> None:
    """Sentences seen once before would be remembered: forget all, and read the places again."""
    read_claim.cache_clear()
    evidence_of.cache_clear()
    for given in places.values():
        evidence_of(given)


def _print(what: str, times: list[float]) -> None:
    cuts = statistics.quantiles(times, n=20)
    print(f"{what}: median {statistics.median(times):.2f}, 95th percentile {cuts[-1]:.2f}, most {max(times):.2f}")


if __name__ == "__main__":
    main()
