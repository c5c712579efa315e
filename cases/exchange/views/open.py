"""Open data: the page that lists it, and its files. Open to everybody, without a token."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from itertools import islice
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cases.exchange.opendata.asked import NOTHING, PAGE, TABLE, Bounds, asked
from cases.exchange.opendata.caching import opened, tag_of
from cases.exchange.opendata.listed import listed
from cases.exchange.opendata.rows import csv_lines, json_lines, plain
from cases.exchange.problem import problem
from cases.publicity.datasets import DATASETS, Dataset
from cases.publicity.parameters import licence
from enforcement.access import allow, public
from enforcement.errors import NotFound

SHOWN: Final = 5
Answer = Callable[[Dataset, dict[str, int]], Any]


@require_safe
@allow(public)
def open_data(request: HttpRequest) -> HttpResponse:
    """List the data sets."""
    return render(request, "exchange/open.html", {"datasets": list(DATASETS.values()), "licence": licence()})


@require_safe
@allow(public)
def open_dataset(request: HttpRequest, code: str) -> HttpResponse:
    """Describe a data set: its columns, its last change, its files."""
    if code not in DATASETS:
        raise NotFound
    one = DATASETS[code]
    first = [plain(row, one) for row in islice(one.rows(), SHOWN)]
    rows = [[(c.title, _words(row[c.code])) for c in one.columns] for row in first]
    context = {"dataset": one, "licence": licence(), "changed": one.changed(), "rows": rows}
    return render(request, "exchange/dataset.html", context)


@csrf_exempt
@allow(public)
def open_list(request: HttpRequest) -> HttpResponse:
    """Return the catalogue for programs."""
    _given, refusal = asked(request, NOTHING)
    if refusal is not None:
        return refusal
    content = json.dumps({"items": listed(request)}, ensure_ascii=False)
    tag = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
    return opened(request, HttpResponse(content, content_type="application/json"), tag)


@csrf_exempt
@allow(public)
def open_json(request: HttpRequest, code: str) -> HttpResponse:
    """Return a page of rows."""
    return _file(request, code, "json", PAGE, _page)


@csrf_exempt
@allow(public)
def open_jsonl(request: HttpRequest, code: str) -> HttpResponse:
    """Return all rows, one JSON object a line, as they are read."""
    return _file(request, code, "jsonl", NOTHING, lambda one, _given: (json_lines(one), "application/jsonl"))


@csrf_exempt
@allow(public)
def open_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Return all rows as CSV, as they are read."""
    return _file(request, code, "csv", TABLE, _table)


def _words(value: Any) -> Any:
    return "、".join(value) if isinstance(value, list) else value


def _file(request: HttpRequest, code: str, form: str, bounds: Bounds, answer: Answer) -> HttpResponse:
    if code not in DATASETS:
        return problem(404, _("There is no such data set. The list is at /open/datasets.json."))
    given, refusal = asked(request, bounds)
    if refusal is not None:
        return refusal
    one = DATASETS[code]
    tag = tag_of(one, form, f"{sorted(given.items())}")
    content, kind = answer(one, given)
    made = HttpResponse if isinstance(content, str) else StreamingHttpResponse
    response = made(content, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{code}.{form}"'
    return opened(request, response, tag, one)


def _page(one: Dataset, given: dict[str, int]) -> tuple[str, str]:
    begin, size = given["after"], given["limit"]
    rows = [plain(row, one) for row in islice(one.rows(), begin, begin + size + 1)]
    content = {"items": rows[:size], "next": begin + size if len(rows) > size else None}
    return json.dumps(content, ensure_ascii=False), "application/json"


def _table(one: Dataset, given: dict[str, int]) -> tuple[Any, str]:
    return csv_lines(one, for_spreadsheets=bool(given["bom"])), "text/csv"
