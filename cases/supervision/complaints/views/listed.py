"""The list of complaints: its columns and filters."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.supervision.access import supervised
from cases.supervision.complaints.models import Complaint
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, due, when

TONES: Final = {"received": "wait", "examined": "info", "answered": "ok"}
OPEN: Final = ("received", "examined")


def lister(request: HttpRequest) -> Lister:
    """Return the list for a supervisor."""
    agencies = [(str(a.pk), a.title) for a in supervised(request)]
    states: list[tuple[str, str | Promise]] = [("open", _("to be handled")), *Complaint.State.choices]
    states.append(("any", _("any")))
    return Lister(
        caption=gettext_lazy("Complaints"),
        columns=(
            Column("number", _("Number"), lambda c: c.number, sort=("pk",), link=lambda c: c.get_absolute_url()),
            Column("kind", _("What it is about"), lambda c: c.get_kind_display(), sort=("kind",)),
            Column("agency", _("Agency"), lambda c: c.agency.title, sort=("agency__path",)),
            Column("officer", _("Officer"), lambda c: c.credential.name if c.credential else c.officer_said or "—"),
            Column("made", _("Sent"), lambda c: when(c.made_at), sort=("made_at",)),
            Column("due", _("Do by"), lambda c: due(c.due_on) if c.due_on else "—", sort=("due_on",)),
            Column("state", _("State"), _state),
        ),
        order="due",
        filters=(
            Filter("q", _("Officer, place or words"), _words),
            Filter("agency", _("Agency"), lambda q, v: q.filter(agency_id=v), lambda: agencies),
            Filter("kind", _("What it is about"), lambda q, v: q.filter(kind=v), Complaint.Kind.choices),
            Filter("state", _("State"), _in_state, states),
        ),
    )  # fmt: skip


def _state(row: Complaint) -> SafeString:
    return badge(str(row.get_state_display()), TONES[row.state])


def _words(rows: QuerySet[Complaint], given: str) -> QuerySet[Complaint]:
    said = rows.filter(officer_said__icontains=given) | rows.filter(words__icontains=given)
    return said | rows.filter(place__icontains=given) | rows.filter(credential__name__icontains=given)


def _in_state(rows: QuerySet[Complaint], given: str) -> QuerySet[Complaint]:
    if given == "any":
        return rows
    return rows.filter(state__in=OPEN) if given == "open" else rows.filter(state=given)
