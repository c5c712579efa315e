"""The OpenAPI description of the open data: made from the register, so that it is never behind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import override

from cases.exchange.api.described import PROBLEM, TEXT, WORDS
from cases.exchange.opendata.asked import MOST_ROWS
from cases.publicity.datasets import DATASETS, Column, Dataset

KINDS: Final[dict[str, dict[str, Any]]] = {
    "text": {"type": ["string", "null"]},
    "integer": {"type": ["integer", "null"]},
    "decimal": {"type": ["string", "null"], "pattern": r"^-?[0-9]+\.[0-9]{2}$"},
    "date": {"type": ["string", "null"], "format": "date"},
    "boolean": {"type": ["boolean", "null"]},
    "texts": {"type": ["array", "null"], "items": {"type": "string"}},
}
PAGED: Final = [
    {"name": "after", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": 10**9, "default": 0}},
    {
        "name": "limit", "in": "query",
        "schema": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": 100},
    },
]  # fmt: skip
BOM: Final = [{"name": "bom", "in": "query", "schema": {"type": "integer", "enum": [0, 1], "default": 0}}]


def description(licence: str) -> dict[str, Any]:
    """Return the description of every data set in its three forms, in Chinese."""
    with override("zh-hans"):
        paths: dict[str, Any] = {
            "/open/datasets.json": {"get": _operation("datasets", "数据集目录", [], _json(_list()))}
        }
        for one in DATASETS.values():
            row = {"$ref": f"#/components/schemas/{one.code}"}
            page = {"type": "object", "required": ["items", "next"], "additionalProperties": False, "properties": {
                "items": {"type": "array", "items": row}, "next": {"type": ["integer", "null"]},
            }}  # fmt: skip
            texts: Iterable[tuple[str, list[Any], Any]] = (
                ("json", PAGED, _json(page)),
                ("jsonl", [], {"application/jsonl": {"schema": {"type": "string"}}}),
                ("csv", BOM, {"text/csv": {"schema": {"type": "string"}}}),
            )
            for form, parameters, content in texts:
                operation = _operation(f"{one.code}_{form}", f"{one.title}（{form}）", parameters, content)
                paths[f"/open/{one.code}.{form}"] = {"get": operation}
        shapes = {one.code: _shape(one) for one in DATASETS.values()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "行政执法公开数据", "version": "1.0.0", "license": {"name": licence}},
        "paths": paths,
        "components": {"schemas": {**shapes, "Problem": PROBLEM}},
    }


def _operation(name: str, summary: str, parameters: list[Any], content: dict[str, Any]) -> dict[str, Any]:
    refused = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    headers = {"ETag": TEXT, "Cache-Control": TEXT}
    answers: dict[str, Any] = {"200": {"description": summary, "headers": headers, "content": content}}
    answers["304"] = {"description": WORDS[304]}
    answers |= {str(status): {"description": WORDS[status], "content": refused} for status in (404, 405, 422)}
    return {"operationId": name, "summary": summary, "parameters": parameters, "responses": answers}


def _shape(one: Dataset) -> dict[str, Any]:
    return {
        "type": "object", "description": str(one.description or one.title), "additionalProperties": False,
        "required": [c.code for c in one.columns], "properties": {c.code: _column(c) for c in one.columns},
    }  # fmt: skip


def _column(column: Column) -> dict[str, Any]:
    return {**KINDS[column.kind], "title": str(column.title), "description": str(column.description)}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _list() -> dict[str, Any]:
    names = ("code", "title", "description", "licence", "csv", "json", "jsonl")
    properties: dict[str, Any] = {name: {"type": "string"} for name in names}
    properties["changed_at"] = {"type": ["string", "null"], "format": "date-time"}
    item = {"type": "object", "required": [*names, "changed_at"], "properties": properties}
    return {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": item}}}
