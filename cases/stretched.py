"""The panel of a case that shows what moved its terms: suspensions and extensions, with reason and document."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import panels
from cases.models import Case
from cases.open_terms import GROUNDS, clock_title
from enforcement.flowcharts.models import ClockPause, TermExtension
from enforcement.web.times import say_day


def panel(case: Case, request: HttpRequest) -> dict[str, Any] | None:  # noqa: ARG001 (what panels are given)
    """Return the rows, the latest last; None where nothing moved a term."""
    if case.run_id is None:
        return None
    of_run = Q(clock__run_id=case.run_id) | Q(record__run_id=case.run_id)
    related = ("clock__run", "record__node")
    rows = [(p.from_on, _pause(p)) for p in ClockPause.objects.filter(of_run).select_related(*related)]
    rows += [(e.granted_on, _extension(e)) for e in TermExtension.objects.filter(of_run).select_related(*related)]
    return {"rows": [row for _day, row in sorted(rows, key=lambda one: one[0])]} if rows else None


def _pause(pause: ClockPause) -> dict[str, Any]:
    span = {"from": say_day(pause.from_on), "to": say_day(pause.to_on) if pause.to_on else ""}
    text = _("Not counted from %(from)s until %(to)s") if pause.to_on else _("Stands still since %(from)s")
    return {
        "term": _title(pause), "text": text % span, "why": GROUNDS.get(pause.ground, pause.ground),
        "document": pause.document, "stands": pause.to_on is None, "counts": True,
    }  # fmt: skip


def _extension(made: TermExtension) -> dict[str, Any]:
    length = (
        ngettext("Extended by %(n)d working day", "Extended by %(n)d working days", made.by)
        if made.unit == "working"
        else ngettext("Extended by %(n)d day", "Extended by %(n)d days", made.by)
    ) % {"n": made.by}
    facts = {"length": length, "on": say_day(made.granted_on), "who": made.granted_by, "due": say_day(made.due_after)}
    return {
        "term": _title(made), "text": _("%(length)s on %(on)s by %(who)s, to %(due)s") % facts, "why": made.reason,
        "document": made.document, "stands": False, "counts": made.counts,
    }  # fmt: skip


def _title(row: ClockPause | TermExtension) -> str:
    if row.clock is not None:
        return clock_title(row.clock)
    return f"{row.record.node.code} {row.record.node.title}" if row.record else ""


def enter_all() -> None:
    """Enter the panel."""
    panels.enter("terms", 10, "cases/terms_panel.html", panel)
