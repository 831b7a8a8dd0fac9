"""The OpenAPI document: what FastAPI makes of the addresses, with what it cannot know."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from ui.api_models import Problem
from ui.api_requests import AuditText


def describe(api: FastAPI) -> dict[str, Any]:
    """The document, made at the first call: with the schemas that no parameter names, and the key that may be asked."""
    if api.openapi_schema:
        return api.openapi_schema
    document = get_openapi(title=api.title, version=api.version, description=api.description, routes=api.routes)
    components = document.setdefault("components", {})
    _, further = models_json_schema(
        [(Problem, "validation"), (AuditText, "validation")], ref_template="#/components/schemas/{model}"
    )
    schemas = components.setdefault("schemas", {})
    schemas.update(further["$defs"])
    # Every error is a problem document instead.
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "A key or the token, where the server asks for one."}
    }
    document["security"] = [{}, {"key": []}]
    api.openapi_schema = document
    return document
