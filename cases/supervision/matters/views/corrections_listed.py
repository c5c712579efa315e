"""The list of what must be corrected: its columns and filters."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.supervision.matters.access import corrections_for
from cases.supervision.matters.models import Correction
from cases.timing import light_of
from enforcement import clock
from enforcement.organisation.models import Agency
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags import ui

STATES = (
    ("open", gettext_lazy("not yet corrected")),
    ("late", gettext_lazy("past the term")),
    ("done", gettext_lazy("corrected")),
)


def lister(request: HttpRequest, *, accounting: bool = False) -> Lister:
    """Return the list for somebody; ``accounting`` leads to the record of who answered."""
    organs = Agency.objects.filter(pk__in=corrections_for(request).values("agency"))
    return Lister(
        caption=gettext_lazy("Corrections and accountability"),
        columns=(
            Column("what", _("What must be corrected"), lambda c: c.what, link=_link),
            Column("matter", _("Matter"), lambda c: c.matter.number),
            Column("agency", _("Who must correct it"), lambda c: c.agency.title, sort=("agency__path",)),
            Column("due", _("Correct by"), lambda c: ui.day(c.due_on), sort=("due_on",)),
            Column("done", _("State"), state),
            Column("evidence", _("Evidence"), lambda c: c.evidence[:80]),
            Column("account", _("Who answered for it"), _accountable, link=_account if accounting else None),
        ),
        order="due",
        filters=(
            Filter("q", _("Words"), lambda q, v: q.filter(what__icontains=v) | q.filter(matter__number__icontains=v)),
            Filter("agency", _("Who must correct it"), lambda q, v: q.filter(agency_id=v),
                   lambda: [(str(a.pk), a.title) for a in organs]),
            Filter("state", _("State"), _in_state, STATES),
            Filter("account", _("What came of it"), lambda q, v: q.filter(accountability=v),
                   Correction.Accountability.choices),
            Filter("since", _("Due since"), lambda q, v: q.filter(due_on__gte=v), type="date"),
        ),
    )  # fmt: skip


def state(row: Correction) -> SafeString:
    """Return how far a correction is, as a badge or a light."""
    if row.done_on:
        return format_html("{} {}", ui.badge(_("corrected"), "ok"), ui.day(row.done_on))
    if row.dropped_on:
        return ui.badge(_("no longer asked for"), "plain")
    light = light_of(row.due_on, row.matter.opened_on, clock.today())
    return ui.light(light, _("past the term") if light == "red" else _("not yet corrected"))


def _link(row: Correction) -> str:
    return row.letter.get_absolute_url() if row.letter else row.matter.get_absolute_url()


def _in_state(rows: QuerySet[Correction], given: str) -> QuerySet[Correction]:
    if given == "done":
        return rows.filter(done_on__isnull=False)
    rows = rows.filter(done_on__isnull=True, dropped_on__isnull=True)
    return rows.filter(due_on__lt=clock.today()) if given == "late" else rows


def _accountable(row: Correction) -> str:
    return " · ".join(str(x) for x in (row.get_accountability_display(), row.responsible) if x) or _("not recorded")


def _account(row: Correction) -> str:
    return reverse("matter_account", args=[row.pk])
