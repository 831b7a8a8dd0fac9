"""Files of other programs, read in a process of their own with limits on time and memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from typing import Final

from index.blocks import Block
from index.document_symbols import in_one_line
from index.errors import ReadError
from index.messages import message
from index.stopping import go_on

SECONDS: Final = 60.0
MEMORY_BYTES: Final = 1024 * 1024 * 1024
# How long a stop may go unnoticed.
_LOOKING: Final = 0.25
_PIPE: Final = subprocess.PIPE
# What a traceback's last line begins with.
_TYPE: Final = re.compile(r"^(?:\w+\.)+(?=\w+:)")
_NAMES: Final = {"docx": "Word document", "html": "web page", "pdf": "PDF"}
_DAMAGED: Final = {
    "docx": message("file_damaged_docx"),
    "html": message("file_damaged_html"),
    "pdf": message("file_damaged_pdf"),
}


def extract(
    file: str, kind: str, data: bytes, *, use: str = "index", seconds: float = SECONDS, memory: int = MEMORY_BYTES
) -> tuple[Block, ...]:
    """The blocks of a file of a `kind` of `index.extraction.PARSERS`. `use` is what the file is wanted for, a verb.

    Raises ReadError, one line that says what to do: damaged, encrypted, too large, a scan without text; StoppedError.
    """
    advice = f"save it as text or Markdown and {use} that"
    try:
        done = _run([sys.executable, "-B", "-m", "index.extraction", kind, str(memory)], data, seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            file, f"was not read within {seconds:.0f} seconds: {advice}", message=message("file_too_costly")
        ) from error
    if done.returncode:
        said = [_TYPE.sub("", line) for line in done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]]
        if done.returncode < 0 or not said or said[0].startswith("MemoryError"):
            raise ReadError(
                file, f"needs more time or memory than a file may take: {advice}", message=message("file_too_costly")
            )
        raise ReadError(
            file,
            f"is no {_NAMES[kind]} that can be read ({in_one_line(said[0])}): {advice}",
            message=_DAMAGED[kind],
        )
    found = json.loads(done.stdout)
    if "refused" in found:
        code, values = found["message"]
        raise ReadError(file, f"{found['refused']} and {use} that", message=message(code, **values))
    blocks = tuple(Block(*block) for block in found["blocks"])
    if not any(block.text.strip() for block in blocks):
        scan = " (a scan?): recognise its text first" if kind == "pdf" else ": see that it is whole"
        raise ReadError(
            file,
            f"holds no text{scan}, or {advice}",
            message=message("file_scan") if kind == "pdf" else message("file_without_text"),
        )
    return blocks


def _run(command: list[str], data: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Run a program over `data`; it is killed when the time is over or the work is stopped.

    Raises subprocess.TimeoutExpired, StoppedError.
    """
    ends = time.monotonic() + seconds
    with subprocess.Popen(command, stdin=_PIPE, stdout=_PIPE, stderr=_PIPE) as process:
        try:
            sending: bytes | None = data
            while True:
                try:
                    printed, said = process.communicate(sending, timeout=min(_LOOKING, seconds))
                    return subprocess.CompletedProcess(command, process.returncode, printed, said)
                except subprocess.TimeoutExpired:
                    go_on()
                    if time.monotonic() >= ends:
                        raise
                    sending = None  # what is not sent yet is known to the process object
        except BaseException:
            process.kill()
            raise
