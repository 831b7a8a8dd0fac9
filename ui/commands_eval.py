"""`unqa eval run`, `unqa eval compare` and `unqa eval candidates`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import AnswererOption, DataOption, JsonOption, chosen_answerer, settings_for
from ui.output import write_document, write_error
from ui.progress import build_progress, counted_progress

if TYPE_CHECKING:
    from eval.model import Evaluation
    from index.build import Progress as BuildProgress

PASSED, FAILED = 0, 1

SuiteOption = Annotated[
    list[str] | None,
    typer.Option(
        "--suite", metavar="NAME", help="Only this suite; may be given more than once. 'all' takes every suite."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the group to `app`."""
    group = typer.Typer(rich_markup_mode=None, add_completion=False)
    group.callback()(evaluation)
    group.command()(run)
    group.command()(compare)
    group.command()(candidates)
    app.add_typer(group, name="eval")


def evaluation() -> None:
    """Is it right, and still right: curated questions with known answers.

    \b
    Examples:
      unqa eval run
      unqa eval compare eval/baseline.json eval-results/results.json
    """


def run(
    context: typer.Context,
    suite: SuiteOption = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Folder for the results, made if it is not there.")
    ] = Path("eval-results"),
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Write also what later runs are compared with."),
    ] = None,
    answerer: AnswererOption = None,
    show_held: Annotated[
        bool, typer.Option("--show-held", help="Show held-apart questions in full, not by their scores alone.")
    ] = False,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Ask every question of the suites and score the answers.

    Writes results.json, junit.xml, run.trec, qrels.trec and report.html into the folder of --out, and into the data
    folder, from where the page's Quality view shows the latest run.

    Exit code 0: done. 1: done, but a case cannot be scored. 2: could not be done.

    \b
    Examples:
      unqa eval run
      unqa eval run --suite quotations --out /tmp/results
      unqa eval run --baseline eval/baseline.json
      unqa eval run --suite bundled --answerer llm
    """
    from eval.documents import evaluation_document
    from eval.program import evaluate
    from eval.run import write_baseline, write_results
    from eval.standing import latest_folder

    settings = settings_for(context, data)
    with _progress() as (asked, built):
        result = evaluate(
            settings,
            suites=tuple(suite or ()),
            answerer=chosen_answerer(answerer) or "verbatim",
            progress=asked,
            index_progress=built,
        )
    written = write_results(result, out, show_held=show_held)
    write_results(result, latest_folder(settings.data))
    if baseline is not None:
        write_baseline(result, baseline)
    if as_json:
        write_document(evaluation_document(result, show_held=show_held))
    else:
        _print_run(result, written)
    problems = (*result.not_a_number, *result.unknown_gold)
    for problem in problems:
        write_error(problem)
    return FAILED if problems else PASSED


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A baseline, or the results of an earlier run.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The results.json to judge.")],
    gate: Annotated[
        Path | None, typer.Option("--gate", metavar="FILE", help="What may be lost; by default the gate.toml supplied.")
    ] = None,
    suite: SuiteOption = None,
    as_json: JsonOption = False,
) -> int:
    """Compare two runs, question by question.

    Exit code 0: nothing got worse beyond the tolerance. 1: something did. 2: could not be done.

    \b
    Examples:
      unqa eval compare eval/baseline.json eval-results/results.json
      unqa eval compare old/results.json new/results.json --suite bundled
    """
    from dataclasses import asdict

    from eval.compare import compare_files, comparison_tables
    from ui.terminal import print_tables

    comparison = compare_files(old, new, gate=gate, suites=tuple(suite or ()))
    if as_json:
        write_document({"passed": comparison.passed, **asdict(comparison)})
    else:
        print_tables(comparison_tables(comparison))
        verdict = "nothing regressed" if comparison.passed else "regressed"
        typer.echo("\n".join([*comparison.notices, *comparison.findings, verdict]))
    return PASSED if comparison.passed else FAILED


def candidates(context: typer.Context, data: DataOption = None) -> int:
    """Print what readers of the page thought of answers, as candidates for the question sets.

    JSON Lines: each line has the verdict, the comment, what was cited, and a `case` in the format of the question sets,
    to be checked by a person before it is added to one.

    Exit code 0: done. 2: could not be done.

    \b
    Examples:
      unqa eval candidates
      unqa eval candidates > candidates.jsonl
    """
    from eval.candidates import candidate_document
    from eval.feedback import FeedbackStore

    opinions = FeedbackStore(settings_for(context, data).data).opinions()
    for opinion in opinions:
        write_document(candidate_document(opinion), indent=None)
    if not opinions:
        typer.echo("no reader has said anything of an answer yet", err=True)
    return PASSED


@contextmanager
def _progress() -> Iterator[tuple[Callable[[int, int, str], None], Callable[[BuildProgress], None]]]:
    with build_progress() as built, counted_progress("Asking", "cases") as asked:
        yield asked, built


def _print_run(result: Evaluation, written: Sequence[Path]) -> None:
    from eval.figures import summary_tables
    from ui.terminal import print_tables

    print_tables(summary_tables(result.figures, result.times))
    if statements := sum(case.given.statements for case in result.results):
        removed = sum(case.given.removed for case in result.results)
        typer.echo(f"statements written by the language model: {statements}, removed by the checker: {removed}")
    for skipped in result.skipped:
        typer.echo(f"not run: {skipped.suite}: {skipped.reason}")
    typer.echo(f"written: {', '.join(str(path) for path in written)}")
