"""Results as JUnit XML, so that any continuous integration shows them case by case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from eval.causes import CAUSE_MEANINGS
from eval.figures import suites_of
from eval.model import CaseResult, Evaluation

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_text(evaluation: Evaluation) -> str:
    """A `testsuite` for every suite with a `testcase` for every case, and a skipped one for every suite not run."""
    root = ElementTree.Element("testsuites", name="unqa eval")
    for suite in suites_of(evaluation.results):
        own = [result for result in evaluation.results if result.case.suite == suite]
        _suite(root, suite, own)
    for skipped in evaluation.skipped:
        element = ElementTree.SubElement(
            root, "testsuite", name=skipped.suite, tests="1", failures="0", errors="0", skipped="1"
        )
        case = ElementTree.SubElement(element, "testcase", classname=skipped.suite, name="not run")
        ElementTree.SubElement(case, "skipped", message=_clean(skipped.reason))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: ElementTree.Element, suite: str, results: Iterable[CaseResult]) -> None:
    own = list(results)
    errors = sum(1 for result in own if result.error is not None)
    wrong = sum(1 for result in own if not result.right)
    seconds = sum(result.milliseconds for result in own) / 1000
    counts = {"tests": str(len(own)), "failures": str(wrong - errors), "errors": str(errors), "skipped": "0"}
    element = ElementTree.SubElement(root, "testsuite", {"name": suite, "time": f"{seconds:.3f}", **counts})
    for result in own:
        _case(element, result)


def _case(parent: ElementTree.Element, result: CaseResult) -> None:
    case = result.case
    seconds = f"{result.milliseconds / 1000:.3f}"
    names = {"classname": f"{case.suite}.{case.type}", "name": case.id, "time": seconds}
    element = ElementTree.SubElement(parent, "testcase", names)
    if result.right:
        return
    message = "; ".join(CAUSE_MEANINGS[cause] for cause in result.causes)
    failure = ElementTree.SubElement(element, "failure" if result.error is None else "error", message=message)
    failure.set("type", result.causes[0])
    if case.split == "dev" and result.error is not None:
        failure.text = _clean(result.error)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
