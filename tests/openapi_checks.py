"""What schemathesis checks besides what it brings along. It imports this by its name."""

from __future__ import annotations

from typing import Any

import schemathesis


@schemathesis.check
def understood_if_well_formed(_: schemathesis.CheckContext, response: schemathesis.Response, case: Any) -> None:
    """What the document allows may name no resolution; but it is never refused for its form."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if response.status_code in (400, 422):
        assert response.json()["code"] == "unusable_input", "refused for its form, which the document allows"


@schemathesis.check
def errors_are_problem_documents(_: schemathesis.CheckContext, response: schemathesis.Response, case: Any) -> None:
    """Whatever is asked."""
    if response.status_code >= 400:
        assert response.headers["content-type"] == ["application/problem+json"], case
