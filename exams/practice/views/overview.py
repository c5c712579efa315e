"""Where I stand in practice, and what comes next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.organisation.access import person_of
from exams.practice.choice import Known, next_item, weak_articles
from exams.practice.pool import knowledge, open_items
from exams.practice.views.address import address, asked_for

SHOWN = 8


def _known(request: HttpRequest, law: str = "") -> list[Known]:
    rows = open_items(person_of(request).pk, clock.today())
    return knowledge(person_of(request).pk, rows.filter(current__law_ref__short=law) if law else rows)


@require_safe
@allow(signed_in)
def overview(request: HttpRequest) -> HttpResponse:
    """Show by law how far I am, and the articles I am weak in."""
    known = _known(request)
    laws: dict[str, list[Known]] = {}
    for one in known:
        laws.setdefault(one.article[1 : one.article.index("》")], []).append(one)
    context = {
        "laws": [_law(law, mine) for law, mine in sorted(laws.items())],
        "weak": [
            {"article": article, "right": right, "count": count, "percent": 100 * right // count}
            for article, (right, count) in list(weak_articles(known).items())[:SHOWN]
        ],
        "count": len(known),
        "answered": sum(one.ago is not None for one in known),
        "right": sum(one.right for one in known),
        "missed": sum(one.ago is not None and not one.right for one in known),
    }
    return render(request, "exams/practice/overview.html", context)


def _law(law: str, mine: list[Known]) -> dict[str, Any]:
    answered = sum(one.ago is not None for one in mine)
    right = sum(one.right for one in mine)
    return {
        "law": law, "count": len(mine), "answered": answered, "right": right,
        "percent": 100 * right // answered if answered else None, "url": address("exam_practice_next", law, ""),
    }  # fmt: skip


@never_cache
@require_safe
@allow(signed_in)
def next_one(request: HttpRequest) -> HttpResponse:
    """Lead to the next question, or say that nothing is left."""
    law, mode = asked_for(request)
    person = person_of(request)
    found = next_item(_known(request, law), mode=mode, seed=f"{person.pk}:{clock.today()}")  # type: ignore[arg-type]
    if found is None:
        return render(request, "exams/practice/done.html", {"law": law, "mode": mode})
    return redirect(address("exam_practice_item", law, mode, found))
