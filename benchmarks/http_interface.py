"""How many requests a second one server answers, and what each costs it in processor time.

    PYTHONPATH=. python benchmarks/http_interface.py [--seconds 5] [--connections 8] [--data DIR]

The server is a process of its own; so is each client, with one connection that it keeps. The processor time of the
server for a request hardly depends on what else the machine does: 1,000 ms divided by it is what one core can do.
Of the addresses the first is the lightest; /healthz shows what the server costs without an answer.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ADDRESSES = (
    "/v1/paragraphs?symbol=57/203&number=8&kind=operative",
    "/v1/paragraphs?symbol=57/203",
    "/v1/paragraphs?search=impartial%20and%20objective%20information",
    "/v1/resolutions",
    "/v1/trace?ref=57/203%23op8",
    "/healthz",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of asking one address: how often a second, the times in milliseconds, the server's own per request."""

    address: str
    rate: float
    median: float
    tail: float
    cost: float


def ask(address: str, path: str, seconds: float, times: multiprocessing.Queue[list[float]]) -> None:
    """Ask over one connection for so long; the time of each request goes to `times`, in milliseconds."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port)
    taken = []
    until = time.perf_counter() + seconds
    while (started := time.perf_counter()) < until:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        taken.append((time.perf_counter() - started) * 1000)
    connection.close()
    times.put(taken)


def processor_seconds(process: int) -> float:
    """The processor time that a process has used. Linux only."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(address: str, path: str, server: int, *, seconds: float, connections: int) -> Measured:
    """Ask one address over several connections."""
    times: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
    clients = [multiprocessing.Process(target=ask, args=(address, path, seconds, times)) for _ in range(connections)]
    before = processor_seconds(server)
    for client in clients:
        client.start()
    taken = sorted(one for _ in clients for one in times.get())
    for client in clients:
        client.join()
    cost = (processor_seconds(server) - before) * 1000 / len(taken)
    return Measured(path, len(taken) / seconds, statistics.median(taken), taken[int(len(taken) * 0.95)], cost)


def main() -> int:
    """Start a server, ask it, print a table."""
    parser = argparse.ArgumentParser(description="Requests a second.")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--data", type=Path, default=None)
    given = parser.parse_args()
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    if given.data is not None:
        environment["UNQA_DATA"] = str(given.data)
    with subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "serve", "--port", "0"], stdout=subprocess.PIPE, text=True, env=environment
    ) as server:
        assert server.stdout is not None
        found = re.search(r"http://[\d.]+:\d+", server.stdout.readline())
        try:
            if found is None:
                return 1
            print(f"{'address':<64} {'a second':>8} {'median':>8} {'95 %':>8} {'cost':>8} {'at most':>8}")
            for path in ADDRESSES:
                measure(found.group(), path, server.pid, seconds=1, connections=2)
                one = measure(found.group(), path, server.pid, seconds=given.seconds, connections=given.connections)
                print(
                    f"{one.address:<64} {one.rate:8.0f} {one.median:5.1f} ms {one.tail:5.1f} ms {one.cost:5.2f} ms "
                    f"{1000 / one.cost:8.0f}"
                )
        finally:
            server.terminate()
            server.wait(timeout=20)
    return 0


if __name__ == "__main__":
    sys.exit(main())
