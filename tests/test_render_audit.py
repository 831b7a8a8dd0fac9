"""An audited draft as HTML, how long its report is kept, and drafts that were sent under whatever name."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ReadError
from index.messages import message
from rag.audit_model import Audit, Finding, Problem, Reason, Status, remark
from rag.draft_readers import draft_suffixes, read_sent_draft
from rag.quote import Verification
from rag.wording_diff import DiffPart
from tests import faces_samples as samples
from tests.test_render import HOSTILE_TEXT
from tests.test_render_bench import OURS, Loose
from ui.kept_reports import KEPT_SECONDS, MOST_KEPT, KeptReports
from ui.page_words import LANGUAGES, words_of
from ui.render_audit import audit_form, audit_html

DIFF = (DiffPart("equal", "the ", "the "), DiffPart("replace", "old", "new"))


def finding(status: Status, text: str = "the new", **more: object) -> Finding:
    """A finding on line 3."""
    said = remark("Nothing in the corpus says it.", message("finding_nowhere"))
    return Finding("quotation", status, text, 3, None, said, "A/RES/57/203", **more)  # type: ignore[arg-type]


def audited(*findings: Finding, file: str = "draft.md") -> Audit:
    """A draft with these findings."""
    return Audit(file, "0" * 64, "line", findings)


def test_what_is_wrong_comes_first_and_what_is_right_is_folded_away() -> None:
    wrong = finding("wrong", problems=("negation",), verification=Verification("the new", "altered", diff=DIFF))
    source = audit_html(audited(finding("right"), finding("unchecked", reason="no_reference"), wrong), {}, "en")
    page = Loose(source)
    assert "1 wrong, 1 unchecked, 1 right." in page.text
    assert page.text.index("altered: negation") < page.text.index("credited to nothing") < page.text.index("Right (1)")
    assert "the <del>old</del><ins>new</ins>" in source
    assert source.index("<details") > source.index("credited to nothing")
    assert page.text.count("Nothing in the corpus says it.") == 3


def test_a_draft_without_references_is_said_to_be_one() -> None:
    assert "no reference to a resolution and no quotation" in Loose(audit_html(audited(), {}, "en")).text


@given(HOSTILE_TEXT, st.sampled_from(sorted(LANGUAGES)))
def test_nothing_of_a_draft_acts(text: str, language: str) -> None:
    one = finding(
        "wrong", text, problems=("altered",), source=samples.citation(text or "x"), stated=text,
        verification=Verification(text, "altered", diff=(DiffPart("insert", "", text),)),
    )  # fmt: skip
    source = audit_html(audited(one, finding("right", text), file=text), {"csv": "/audit/key/report.csv"}, language)
    page = Loose(source)
    assert {tag for tag, _ in page.elements} <= OURS
    assert all(link.startswith(("/", "https://docs.un.org/")) for link in page.links())
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert not set(source) & set("`${}\\\x1b\x00")


def test_every_problem_and_reason_has_words() -> None:
    keys = {f"problem_{one}" for one in get_args(Problem)} | {f"reason_{one}" for one in get_args(Reason)}
    keys |= {f"status_{one}" for one in get_args(Status)} | {"on_line", "on_paragraph"}
    assert keys <= set(words_of("en"))


def test_the_form_says_what_is_taken() -> None:
    form = audit_form("en")
    assert 'accept="{}"'.format(",".join(draft_suffixes())) in form
    assert "at most 20 MB" in form


def test_reports_are_kept_for_a_while_and_not_all() -> None:
    now = 0.0
    kept = KeptReports(clock=lambda: now)
    keys = [kept.keep(audited(file=f"{number}.md")) for number in range(MOST_KEPT + 1)]
    assert len(set(keys)) == len(keys)
    assert all(len(key) >= 32 for key in keys)
    assert kept.find(keys[0]) is None
    found = kept.find(keys[1])
    assert found is not None
    assert found.file == "1.md"
    now = KEPT_SECONDS + 1.0
    assert kept.find(keys[-1]) is None
    assert kept.find("") is None


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("draft.md", "draft.md"),
        ("../../etc/draft.MD", "draft.MD"),
        ("C:\\Users\\me\\draft.txt", "draft.txt"),
        ("<b>\x00.md", "<b>\x00.md"),
    ],
)
def test_a_sent_draft_goes_by_its_name_and_leaves_nothing(
    name: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert read_sent_draft(name, b"See paragraph 8 of resolution 57/203.").file == file
    with pytest.raises(ReadError) as raised:
        read_sent_draft("broken.pdf", b"no pdf")
    assert str(raised.value).startswith("broken.pdf: is no PDF that can be read")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "draft", "draft.exe", "..", "draft.md/", "\x00"])
def test_a_name_that_says_no_kind_is_refused(name: str) -> None:
    if name == "draft.md/":
        assert read_sent_draft(name, b"words").file == "draft.md"
        return
    with pytest.raises(ReadError, match="cannot be audited"):
        read_sent_draft(name, b"words")
