"""The score of organs in a year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.supervision.matters.access import sees_matters, watched
from cases.supervision.matters.score import scores
from enforcement import clock
from enforcement.access import allow

YEARS = 5


@require_safe
@allow(sees_matters)
def score(request: HttpRequest) -> HttpResponse:
    """Show the organs of a year, ``?year=``: set aside, letters, corrections."""
    today = clock.today()
    years = [today.year - n for n in range(YEARS)]
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(y) for y in years} else today.year
    organs = [a for a in watched(request) if a.kind not in {"government", "justice"} and a.is_active]
    context = {"rows": scores(organs, year, today=today), "year": year, "years": years}
    return render(request, "supervision/matters/score.html", context)
