"""`unqa ask` and `unqa chat`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import UnqaError
from ui.options import AnswererOption, DataOption, JsonOption, chosen_answerer, settings_for
from ui.output import write_document, write_error
from ui.text import without_surrogates

if TYPE_CHECKING:
    from rag.assistant import AnswererName, Assistant
    from rag.model import Answer, Filters, Turn

ANSWERED, REFUSED, FAILED = 0, 1, 2

SymbolOption = Annotated[
    str | None, typer.Option("--symbol", metavar="SYMBOL", help="Only this resolution, such as 57/203.")
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help="Only this language: ar, en, es, fr, ru or zh.")
]
FromOption = Annotated[
    int | None, typer.Option("--from", min=1945, max=9999, metavar="YEAR", help="Adopted in this year or later.")
]
ToOption = Annotated[
    int | None, typer.Option("--to", min=1945, max=9999, metavar="YEAR", help="Adopted in this year or earlier.")
]
BodyOption = Annotated[
    str | None, typer.Option("--body", metavar="BODY", help="Only resolutions of this body: GA, SC, ECOSOC or HRC.")
]
TopOption = Annotated[
    int, typer.Option("--top", min=1, max=100, metavar="NUMBER", help="How many paragraphs to consider at most.")
]
NoStrictOption = Annotated[
    bool, typer.Option("--no-strict", help="Show also what the language model wrote and its sources do not say.")
]


@dataclass(frozen=True, slots=True)
class _Asking:
    """How the questions of one command are asked."""

    assistant: Assistant
    filters: Filters
    top: int
    answerer: AnswererName | None
    strict: bool
    as_json: bool

    def answer(self, question: str, turns: Sequence[Turn] = ()) -> Answer:
        """The answer, shown on a terminal while it grows. Where the user stops it, that is said."""
        from ui.terminal_growing import say_stopped, watched

        events = self.assistant.stream(
            question, turns=turns, filters=self.filters, top=self.top, answerer=self.answerer, strict=self.strict
        )
        try:
            return watched(events, quietly=self.as_json)
        except KeyboardInterrupt:
            say_stopped()
            raise


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(ask)
    app.command()(chat)


def ask(
    context: typer.Context,
    question: Annotated[
        str,
        typer.Argument(
            metavar="QUESTION",
            help="The question; '-' reads one question a line from standard input.",
            show_default=False,
        ),
    ],
    as_json: JsonOption = False,
    symbol: SymbolOption = None,
    language: LanguageOption = None,
    year_from: FromOption = None,
    year_to: ToOption = None,
    body: BodyOption = None,
    top: TopOption = 5,
    answerer: AnswererOption = None,
    no_strict: NoStrictOption = False,
    data: DataOption = None,
) -> int:
    """Answer one question, with the paragraphs that say it.

    With '-' every line of standard input is a question, and its answer follows at once; with --json each answer is one
    line. A line that cannot be asked gets its own error, and the rest go on.

    On a terminal what a language model writes is shown while it comes. Ctrl-C stops it.

    Exit code 0: answered. 1: the corpus does not hold the answer. 2: could not be done.

    \b
    Examples:
      unqa ask "What does paragraph 8 of resolution 57/203 say?"
      unqa ask --json --from 2002 --to 2004 "Who reports to the General Assembly?"
      unqa ask - < questions.txt
    """
    filters = _filters(symbol, language, year_from, year_to, body)
    chosen = chosen_answerer(answerer)
    with _open(context, data) as assistant:
        asking = _Asking(assistant, filters, top, chosen, not no_strict, as_json)
        if question != "-":
            return _print_answer(asking.answer(without_surrogates(question)), as_json, indent=2)
        return _each_line(_lines(), asking.answer, as_json=as_json, with_question=True)


def chat(
    context: typer.Context,
    as_json: JsonOption = False,
    symbol: SymbolOption = None,
    language: LanguageOption = None,
    year_from: FromOption = None,
    year_to: ToOption = None,
    body: BodyOption = None,
    top: TopOption = 5,
    answerer: AnswererOption = None,
    no_strict: NoStrictOption = False,
    data: DataOption = None,
) -> int:
    """Talk: each question may lean on the ones before it.

    On a terminal, end with Ctrl-D. With standard input piped, each line is a turn and a blank line starts a new
    conversation.

    \b
    Examples:
      unqa chat
      printf 'What does paragraph 8 of 57/203 say?\\nAnd paragraph 9?\\n' | unqa chat
    """
    filters = _filters(symbol, language, year_from, year_to, body)
    chosen = chosen_answerer(answerer)
    interactive = sys.stdin.isatty()
    turns: list[Turn] = []
    with _open(context, data) as assistant:
        asking = _Asking(assistant, filters, top, chosen, not no_strict, as_json)

        def reply(line: str) -> Answer | None:
            if not line.strip():
                turns.clear()
                return None
            answer = asking.answer(line, tuple(turns))
            turns.append(_turn(answer))
            return answer

        code = _each_line(
            _prompted() if interactive else _lines(), reply, as_json=as_json, with_question=not interactive
        )
    return ANSWERED if interactive else code


def _filters(
    symbol: str | None, language: str | None, year_from: int | None, year_to: int | None, body: str | None
) -> Filters:
    from index.symbols import parse_reference
    from rag.bodies import BODY_NAMES
    from rag.model import Filters

    if year_from is not None and year_to is not None and year_from > year_to:
        raise typer.BadParameter(f"--from {year_from} is later than --to {year_to}")
    if body is not None and body.upper() not in BODY_NAMES:
        raise typer.BadParameter(f"--body {body} is none of {', '.join(BODY_NAMES)}")
    canonical = parse_reference(without_surrogates(symbol)).symbol if symbol is not None else None
    lower, upper = language.lower() if language else None, body.upper() if body else None
    return Filters(canonical, lower, year_from, year_to, upper)


def _open(context: typer.Context, data: Path | None) -> Assistant:
    from ui.library import open_assistant

    return open_assistant(settings_for(context, data))


def _turn(answer: Answer) -> Turn:
    from rag.model import Turn

    return Turn(answer.question, tuple(citation.id for citation in answer.citations))


def _each_line(
    lines: Iterable[str], reply: Callable[[str], Answer | None], *, as_json: bool, with_question: bool
) -> int:
    """Answer line by line; the worst exit code of them all. An error is that line's alone."""
    worst = ANSWERED
    for line in lines:
        try:
            answer = reply(line)
        except UnqaError as error:
            write_error(str(error))
            if as_json:
                # Line n of the output belongs to line n of the input, come what may.
                write_document({"question": line, "error": str(error)}, indent=None)
            worst = FAILED
            continue
        if answer is not None:
            worst = max(worst, _print_answer(answer, as_json, indent=None, with_question=with_question))
    return worst


def _print_answer(answer: Answer, as_json: bool, *, indent: int | None, with_question: bool = False) -> int:
    if as_json:
        from rag.documents import answer_document

        write_document(answer_document(answer), indent=indent)
    else:
        from rich.text import Text

        from ui.terminal import open_console, show
        from ui.terminal_answer import draw_answer
        from ui.text import one_line

        console = open_console()
        if with_question:
            show(console, Text(f"? {one_line(answer.question)}", "bold"))
        show(console, draw_answer(answer))
        if indent is None:
            show(console, Text())
    sys.stdout.flush()
    return ANSWERED if answer.refusal is None else REFUSED


def _lines() -> Iterator[str]:
    for line in sys.stdin:
        yield without_surrogates(line.rstrip("\r\n"))


def _prompted() -> Iterator[str]:
    # Importing readline is what gives input() line editing and a history.
    import readline  # noqa: F401

    while True:
        try:
            line = input("> ")
        except EOFError:
            sys.stdout.write("\n")
            return
        if line.strip():
            yield without_surrogates(line)
