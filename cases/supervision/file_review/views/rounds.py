"""The supervisors' pages: the rounds, and one of them with what is to be done next."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.supervision.access import supervised, supervises
from cases.supervision.file_review.access import cards_of, round_for, rounds_for, sheets_for
from cases.supervision.file_review.close_round import may_change
from cases.supervision.file_review.forms.rounds import OpenRoundForm
from cases.supervision.file_review.league import league_of
from cases.supervision.file_review.models import ReviewRound
from cases.supervision.file_review.open_round import open_round
from cases.supervision.file_review.public_value import is_offered
from cases.supervision.file_review.views.files import files_of
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, day

State = ReviewRound.State
TONES: Final = {"frozen": "wait", "scoring": "info", "announced": "info", "closed": "ok", "void": "stop"}


@require_safe
@allow(supervises)
def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds."""
    context = {
        "listing": LISTER.page(request, rounds_for(request).select_related("agency")),
        "cards": cards_of(request).filter(handed_in_at__isnull=True).count(),
        "sheets": sheets_for(request).filter(published_at__isnull=False, from_on__lte=clock.today()).exists(),
    }
    return render(request, "supervision/file_review/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(supervises)
def new(request: HttpRequest) -> HttpResponse:
    """Open a round."""
    sheets = sheets_for(request).filter(published_at__isnull=False, from_on__lte=clock.today())
    agencies = [a for a in supervised(request) if a.kind in {a.Kind.DEPARTMENT, a.Kind.TOWNSHIP}]
    return act_page(
        request, form_class=OpenRoundForm, template="supervision/file_review/new.html",
        form_arguments={"sheets": list(sheets), "agencies": agencies, "checkpoints": is_offered()},
        act=partial(open_round, by=actor_of(request), at=clock.now()), success_url=lambda made: made.get_absolute_url(),
        done=_("The list is frozen and its hash is on the ledger. Draw once the public value is out."),
    )  # fmt: skip


@require_safe
@allow(supervises)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a round."""
    row = round_for(request, pk)
    files, now = files_of(row), clock.now()
    context: dict[str, Any] = {
        "round": row, "files": files, "candidates": row.candidates.count(), "tone": TONES[row.state],
        "agencies": row.agencies.all(), "can_draw": row.state == State.FROZEN and now >= row.value_at,
        "unscored": sum(not f.file.grade for f in files), "short": [f for f in files if f.lacks],
        "changing": sum(may_change(f.file, clock.today()) for f in files),
        "recusals": row.recusals.select_related("agency", "scorer"),
        "league": league_of(row) if row.state in {State.ANNOUNCED, State.CLOSED} else [],
        "steps": [State(code).label for code in ("frozen", "scoring", "announced", "closed")],
        "at": {"frozen": 1, "scoring": 2, "announced": 3, "closed": 5}.get(row.state, 0),
    }  # fmt: skip
    return render(request, "supervision/file_review/round.html", context)


LISTER = Lister(
    caption=gettext_lazy("Rounds of file review"),
    columns=(
        Column(
            "number", gettext_lazy("Number"), lambda r: r.number, sort=("pk",), link=lambda r: r.get_absolute_url()
        ),
        Column("title", gettext_lazy("Title"), lambda r: r.title),
        Column("period", gettext_lazy("Cases closed"), lambda r: f"{day(r.closed_from)} – {day(r.closed_to)}"),
        Column("state", gettext_lazy("State"), lambda r: badge(str(r.get_state_display()), TONES[r.state])),
    ),
    filters=(
        Filter("state", gettext_lazy("State"), lambda rows, v: rows.filter(state=v), State.choices),
    ),
    order="-number",
)  # fmt: skip
