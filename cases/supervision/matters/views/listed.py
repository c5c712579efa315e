"""The list of matters: its columns and filters."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.supervision.matters.models import Matter
from cases.supervision.matters.queries import light, step_title, turn
from cases.timing import is_lit
from enforcement import clock
from enforcement.organisation.models import Agency
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags import ui

LIGHTS = (("red", gettext_lazy("red")), ("yellow", gettext_lazy("yellow")), ("green", gettext_lazy("green")))


def lister(agencies: list[Agency]) -> Lister:
    """Return the list for somebody who watches some agencies."""
    return Lister(
        caption=gettext_lazy("Supervision matters"),
        columns=(
            Column("number", _("Number"), str, sort=("opened_on", "pk"), link=lambda m: m.get_absolute_url()),
            Column("title", _("Matter"), lambda m: m.title),
            Column("agency", _("Supervised organ"), lambda m: m.agency.title, sort=("agency__path",)),
            Column("origin", _("How it was discovered"), lambda m: m.get_origin_display(), sort=("origin",)),
            Column("step", _("Open step"), lambda m: step_title(m) or "—"),
            Column("turn", _("State"), _turn),
            Column("due", _("Do by"), _due, sort=("due_on",)),
        ),
        order="-number",
        filters=(
            Filter("q", _("Number or words"), _words),
            Filter("agency", _("Supervised organ"), lambda q, v: q.filter(agency_id=v),
                   lambda: [(str(a.pk), a.title) for a in agencies]),
            Filter("origin", _("How it was discovered"), lambda q, v: q.filter(origin=v), Matter.Origin.choices),
            Filter("light", _("Light"), _lit, LIGHTS),
            Filter("result", _("Result of the matter"), lambda q, v: q.filter(result=v), Matter.Result.choices),
            Filter("state", _("State"), lambda q, v: q.filter(closed_on__isnull=v == "open"),
                   (("open", _("under way")), ("closed", _("closed")))),
        ),
    )  # fmt: skip


def _due(row: Any) -> str:
    if not row.due_on or row.reported:
        return "—"
    return format_html("{} {}", ui.light(light(row)), ui.due(row.due_on)) if light(row) else ui.due(row.due_on)


def _turn(row: Any) -> str:
    return turn(row) if row.closed_on else ui.badge(turn(row), "wait" if row.reported else "info")


def _words(rows: QuerySet[Any], given: str) -> QuerySet[Any]:
    return rows.filter(title__icontains=given) | rows.filter(number__icontains=given)


def _lit(rows: QuerySet[Any], given: Any) -> QuerySet[Any]:
    return rows.filter(is_lit(given, clock.today()), reported=False)
