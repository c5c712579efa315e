"""Refusals as programs read them: RFC 9457 (application/problem+json)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Final

from django.http import HttpResponse

TYPE: Final = "application/problem+json"


def problem(
    status: int,
    detail: object,
    *,
    errors: Iterable[Mapping[str, object]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return a problem: its status with the standard's words, what is wrong here, and the parameters at fault."""
    body: dict[str, object] = {
        "type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": str(detail),
    }  # fmt: skip
    named = list(errors)
    if named:
        body["errors"] = named
    return HttpResponse(
        json.dumps(body, ensure_ascii=False, default=str), status=status, content_type=TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )  # fmt: skip
