"""Save a credential in another format: the officer one's own, the office one of its agencies."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from certification import queries
from certification.exports.formats import made
from certification.views.desk import DESK
from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import NotFound
from enforcement.organisation.access import person_of


@require_safe
@allow(DESK)
def of_the_desk(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Save a credential of an agency one serves."""
    rows = queries.credentials_for(person_id=person_of(request).pk, on=clock.today())
    return _saved(request, rows.filter(pk=pk).first(), code)


@require_safe
@allow(signed_in)
def own(request: HttpRequest, code: str) -> HttpResponse:
    """Save one's own credential."""
    return _saved(request, queries.own(person_id=person_of(request).pk, on=clock.today()), code)


def _saved(request: HttpRequest, row: Any, code: str) -> HttpResponse:
    if row is None:
        raise NotFound
    wanted, data = made(row, code, at=clock.now(), size=request.GET.get("size", ""))
    headers = {
        "Content-Disposition": f'attachment; filename="{row.number}.{wanted.suffix}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(data, content_type=wanted.content_type, headers=headers)
