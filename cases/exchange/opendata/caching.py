"""What tells a reader that a file of open data did not change, and who may keep it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from cases.publicity.datasets import Dataset
from enforcement import clock


def tag_of(dataset: Dataset, form: str, question: str) -> str:
    """Return the ETag: it changes with the data, the day (some rows are shown until one) and the question."""
    changed = dataset.changed()
    if changed is None:
        return ""
    said = f"{dataset.code} {form} {question} {changed.isoformat()} {clock.today()}"
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


def opened(request: HttpRequest, response: Any, tag: str, dataset: Dataset | None = None) -> HttpResponse:
    """Return an answer that everybody may keep for five minutes and ask again; 304 where it did not change."""
    changed = dataset.changed() if dataset else None
    stamp = int(changed.timestamp()) if changed else None
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    if tag:
        response["ETag"] = tag
    if stamp is not None:
        response["Last-Modified"] = http_date(stamp)
    found = get_conditional_response(request, tag or None, None if tag else stamp, response)
    return found if isinstance(found, HttpResponse) else response
