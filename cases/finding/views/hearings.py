"""The hearings of all cases that a person may see."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.access import case_worker
from cases.finding.kept import kept_filters
from cases.finding.matching import spelled
from cases.finding.visible import seen_by
from cases.models import Hearing
from enforcement.access import allow
from enforcement.organisation.access import person_of
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from enforcement.web.times import say_day

STATES = (("coming", _("to be held")), ("held", _("was held")), ("ended", _("ended or refused")))


@allow(case_worker)
@require_safe
def hearings(request: HttpRequest) -> HttpResponse:
    """List the hearings, the next to come first."""
    rows = Hearing.objects.filter(seen_by(person_of(request).pk, "case__")).select_related("case__party")
    shown = LISTER.page(request, rows)
    return render(request, "cases/finding/hearings.html", {"listing": shown, **kept_filters(request, "case_hearings")})


def state_of(hearing: Hearing) -> Any:
    """Return how a hearing stands."""
    if hearing.refused_reason or (hearing.ended_on and not hearing.held_on):
        return badge(str(STATES[2][1]), "plain")
    return badge(str(STATES[1][1]), "ok") if hearing.held_on else badge(str(STATES[0][1]), "wait")


def _in_state(rows: Any, state: str) -> Any:
    coming = rows.filter(held_on__isnull=True, ended_on__isnull=True, refused_reason="")
    if state == "coming":
        return coming
    held = rows.filter(held_on__isnull=False)
    return held if state == "held" else rows.exclude(pk__in=coming.values("pk")).exclude(pk__in=held.values("pk"))


def _containing(rows: Any, text: str) -> Any:
    return rows.filter(spelled("case__title", text) | spelled("chair_name", text))


def _said(hearing: Hearing) -> str:
    return f"{hearing.case} · {hearing.case.party.name}"


def _url(hearing: Hearing) -> str:
    return reverse("case", args=[hearing.case_id])


def _day(day: date | None) -> str:
    return say_day(day) if day else ""


LISTER = Lister(
    caption=_("Hearings"),
    columns=(
        Column("planned", _("Day of the hearing"), lambda h: _day(h.planned_on), sort=("planned_on", "requested_on")),
        Column("case", _("Case"), _said, link=_url),
        Column("place", _("Place"), lambda h: h.place),
        Column("chair", _("Chair"), lambda h: h.chair_name, sort=("chair_name",)),
        Column("state", _("State"), state_of),
    ),
    order="-planned",
    most=10_000,
    filters=(
        Filter("q", _("Case or chair"), _containing),
        Filter("state", _("State"), _in_state, options=STATES),
        Filter("from", _("Not before"), lambda rows, day: rows.filter(planned_on__gte=day), type="date"),
    ),
)  # fmt: skip
