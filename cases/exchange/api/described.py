"""OpenAPI descriptions: what the library writes, with the refusals that every operation knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from ninja import NinjaAPI

PROBLEM: Final = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
WORDS: Final = {
    304: "Nothing changed since the ETag or the day that was sent",
    401: "No token, or one that is not in force",
    403: "The token does not open this kind of data",
    404: "There is no such thing, or it is not open to this token",
    405: "Only GET and HEAD are answered",
    422: "A parameter is wrong, unknown or given twice; ``errors`` names it",
    429: "Too many requests in this minute; wait the seconds of Retry-After",
}
TEXT: Final = {"schema": {"type": "string"}}


def described(api: NinjaAPI, prefix: str, statuses: Iterable[int]) -> dict[str, Any]:
    """Return the description of an interface, with those refusals and the headers of answers."""
    found: dict[str, Any] = api.get_openapi_schema(path_prefix=prefix)
    found["components"]["schemas"]["Problem"] = PROBLEM
    for methods in found["paths"].values():
        for operation in methods.values():
            _complete(operation, statuses)
    return found


def _complete(operation: dict[str, Any], statuses: Iterable[int]) -> None:
    answers = operation["responses"]
    for parameter in operation["parameters"]:
        parameter["schema"] = _given(parameter["schema"])
    answers[200].setdefault("headers", {}).update({"ETag": TEXT, "Cache-Control": TEXT})
    for status in statuses:
        answers.setdefault(status, {"description": WORDS[status]})
        if status != 304:  # noqa: PLR2004
            content = {"schema": {"$ref": "#/components/schemas/Problem"}}
            answers[status]["content"] = {"application/problem+json": content}
    if 429 in statuses:  # noqa: PLR2004
        answers[429]["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a parameter that stands there: one that is left out is not null."""
    kinds = [one for one in schema.get("anyOf", []) if one.get("type") != "null"]
    kept = {name: value for name, value in schema.items() if name not in {"anyOf", "default"} or value is not None}
    return {**{n: v for n, v in kept.items() if n != "anyOf"}, **kinds[0]} if kinds else kept


def parameters(description: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Return the names of the parameters in the query, by operation."""
    return {
        operation["operationId"]: frozenset(p["name"] for p in operation["parameters"] if p["in"] == "query")
        for methods in description["paths"].values()
        for operation in methods.values()
    }
