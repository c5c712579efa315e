"""Statistics of a session: its forms, its items, and working them out again."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.jobs.enqueue import enqueue
from enforcement.organisation.access import person_of
from enforcement.web.lists import Listing
from exams.access import administers, session_or_404
from exams.figures.before import stale
from exams.figures.compute import JOB
from exams.figures.sheet import BINS, FEW
from exams.figures.views.listing import ITEMS, items_of
from exams.figures.words import FLAGS, figure, share
from exams.models import FormStat, ItemStat, Session


@require_safe
@allow(administers)
def statistics(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show the figures of a session's forms and items."""
    session = session_or_404(request, session_id)
    forms = list(FormStat.objects.filter(session=session).select_related("form").order_by("form__number"))
    listing: Listing = ITEMS.page(request, items_of(session))
    context = {
        "session": session,
        "exam": session.exam,
        "forms": [_form(row) for row in forms],
        "made_at": forms[0].made_at if forms else None,
        "stale": stale(session.pk),
        "few": any(row.candidates < FEW for row in forms),
        "listing": listing,
        "flags": FLAGS.values(),
        "scores": json.dumps(_scores(forms)),
        "cloud": json.dumps(_cloud(session), ensure_ascii=False),
    }
    return render(request, "exams/figures/statistics.html", context)


def _form(row: FormStat) -> dict[str, Any]:
    f = row.figures
    points = {name: f"{f[name] / 100:.1f}" if f[name] is not None else "–" for name in ("mean", "sd", "sem")}
    return {
        "number": row.form.number, "candidates": row.candidates, **points, "alpha": figure(f["alpha"]),
        "kr20": figure(f["kr20"]), "passed": share(f["passed"]),
    }  # fmt: skip


def _scores(forms: list[FormStat]) -> dict[str, Any]:
    """Return the spread of points: how many candidates in each twentieth of the paper's points, form by form."""
    step = 100 / BINS
    return {
        "bins": [f"{n * step:g}–{(n + 1) * step:g} %" for n in range(BINS)],
        "forms": [{"name": str(row.form.number), "counts": row.figures["histogram"]} for row in forms],
    }


def _cloud(session: Session) -> list[list[Any]]:
    """Return p, r and, of items to look at, the code: a name at every point would hide the points."""
    rows = ItemStat.objects.filter(session=session).values_list("item_version__item__code", "figures")
    return [[round(f["p"], 3), round(f["r"], 3), code if f["flags"] else ""] for code, f in rows if f["r"] is not None]


@require_POST
@allow(administers)
def again(request: HttpRequest, session_id: int) -> HttpResponse:
    """Have the figures worked out in the background and show how far that is."""
    session = session_or_404(request, session_id)
    job = enqueue(kind=JOB, arguments={"session_id": session.pk}, by_person_id=person_of(request).pk, at=clock.now())
    return redirect("job", job.pk)
