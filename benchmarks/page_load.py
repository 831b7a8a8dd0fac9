"""How fast the page is: until it can be used, until an answer begins, and with thirty people asking at once.

    python -m benchmarks.page_load [--address ADDRESS] [--people 30]

A server of its own over the bundled corpus, unless `--address` names one that runs already; a real Chromium with an
empty cache each time; the thirty people speak the page's own protocol without a browser. Medians and 95th percentiles;
what else the machine does counts in.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page

from benchmarks.serving import chromium, serving
from eval.model import Question
from eval.questions import load_suite

# Seconds, as issue and documentation promise them.
USABLE, FIRST_WORDS, CROWDED = 2.0, 0.3, 3.0
_OPENINGS = 7
_ROUNDS = 3
_QUESTION = "#unqa-question textarea"
# Resolves to the milliseconds from the key to the first words of the answer.
_WAIT = """count => new Promise(resolve => {
  let asked = 0;
  addEventListener("keydown", event => { if (event.key === "Enter") asked = performance.now(); },
    { once: true, capture: true });
  const look = () => {
    const answers = document.querySelectorAll("#unqa-chat :is(.unqa-answer, .unqa-notice)");
    if (asked && answers.length > count && answers[count].textContent.trim()) {
      watch.disconnect();
      resolve(performance.now() - asked);
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
})"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one person met: seconds until the first words and until the whole answer, and whether it failed."""

    first: float
    whole: float
    failed: bool


def questions() -> list[str]:
    """Single questions over the bundled corpus."""
    cases = load_suite("bundled", splits=("dev",)).cases
    return [case.turns[0] for case in cases if isinstance(case, Question) and len(case.turns) == 1]


def openings(browser: Browser, address: str) -> Iterator[tuple[float, float]]:
    """Seconds from navigation to the first paint with content, and until a question can be typed."""
    for _ in range(_OPENINGS):
        context = browser.new_context()
        page = context.new_page()
        page.goto(address, wait_until="commit")
        page.locator(_QUESTION).wait_for()
        usable = page.evaluate("performance.now()")
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        context.close()
        yield painted / 1000, usable / 1000


def first_words(page: Page, address: str, asked: Sequence[str]) -> Iterator[float]:
    """Seconds from the key that asks to the first words of the answer; the first question only warms up."""
    page.goto(address)
    page.locator(_QUESTION).wait_for()
    for number, question in enumerate(asked):
        page.locator(_QUESTION).fill(question)
        page.evaluate(f"void (window.waiting = ({_WAIT})({number}))")
        page.keyboard.press("Enter")
        milliseconds = page.evaluate("window.waiting")
        # The next question may be asked once this one is answered whole.
        page.locator(f"{_QUESTION}:enabled").wait_for()
        page.wait_for_timeout(400)
        if number:
            yield milliseconds / 1000


def crowd(address: str, people: int, asked: Sequence[str]) -> list[Asked]:
    """Everyone asks at the same moment, each in a session of their own."""
    config: dict[str, Any] = httpx.get(f"{address}/config", timeout=30).json()
    event = _asking(config)
    start = threading.Barrier(people)

    def one(number: int) -> Asked:
        with httpx.Client(base_url=address, timeout=60) as client:
            start.wait()
            return _ask(client, event, asked[number % len(asked)])

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))


def _asking(config: dict[str, Any]) -> int:
    """The event by which the page's script sends what is to be done."""
    bridge = next(part["id"] for part in config["components"] if part["props"].get("elem_id") == "unqa-bridge")
    return int(next(one["id"] for one in config["dependencies"] if [bridge, "submit"] in one["targets"]))


def _ask(client: httpx.Client, event: int, question: str) -> Asked:
    command = {"command": {"do": "ask", "question": question}, "kept": ""}
    session = secrets.token_hex(8)
    began = time.perf_counter()
    joined = client.post(
        "/gradio_api/queue/join",
        json={
            "data": [None],
            "event_data": command,
            "fn_index": event,
            "session_hash": session,
            "trigger_id": None,
        },
    )
    if joined.status_code != httpx.codes.OK:
        return Asked(0.0, time.perf_counter() - began, failed=True)
    first = 0.0
    shown = ""
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        for line in stream.iter_lines():
            if not line.startswith("data:"):
                continue
            message = json.loads(line.removeprefix("data:"))
            shown += line if message["msg"] in ("process_generating", "process_completed") else ""
            if not first and ("unqa-answer" in shown or "unqa-refusal" in shown):
                first = time.perf_counter() - began
            if message["msg"] == "process_completed":
                whole = time.perf_counter() - began
                failed = not message["success"] or not first or "unqa-error" in shown
                return Asked(first, whole, failed)
    return Asked(0.0, time.perf_counter() - began, failed=True)


def _percentile(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def _line(name: str, values: Sequence[float], limit: float) -> None:
    median, slow = statistics.median(values), _percentile(values)
    print(f"{name}: median {median:.2f} s, 95th percentile {slow:.2f} s, {len(values)} times (promised: {limit} s)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How fast the page is.")
    parser.add_argument("--address", help="of a server that runs already")
    parser.add_argument("--people", type=int, default=30)
    arguments = parser.parse_args()
    asked = questions()
    with ExitStack() as stack:
        address = arguments.address
        if address is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="unqa-bench-"))
            address = stack.enter_context(serving(Path(folder)))
        print(f"{os.cpu_count()} processors, load of the last minute {os.getloadavg()[0]:.1f}")
        browser = stack.enter_context(chromium())
        opened = list(openings(browser, address))
        _line("first paint", [painted for painted, _ in opened], USABLE)
        _line("usable page", [usable for _, usable in opened], USABLE)
        _line("first words", list(first_words(browser.new_page(), address, asked[:12])), FIRST_WORDS)
        met = [one for turn in range(_ROUNDS) for one in crowd(address, arguments.people, asked[turn * 7 :])]
        failed = sum(one.failed for one in met)
        _line(f"{arguments.people} at once, first words", [one.first for one in met], CROWDED)
        _line(f"{arguments.people} at once, whole answer", [one.whole for one in met], CROWDED)
        print(f"failed: {failed} of {len(met)}")


if __name__ == "__main__":
    main()
