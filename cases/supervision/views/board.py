"""The board: what is late, by agency, step, procedure and age; each figure leads to its cases."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.supervision.access import supervised, supervises
from cases.supervision.desk.asked import AGES
from cases.supervision.desk.counting import counted
from cases.supervision.desk.lines import Group, ages, cases_url, of_agencies, of_codes
from cases.supervision.desk.tree import branches, chosen, line
from cases.supervision.sheets import Sheet, handed_out
from enforcement import clock
from enforcement.access import allow


@allow(supervises)
def board(request: HttpRequest) -> HttpResponse:
    """Show the board of all agencies, or of one and those below it; or hand it out."""
    agencies = supervised(request)
    here = chosen(agencies, request.GET.get("agency", ""))
    inside = [a for a in agencies if here is None or a.path.startswith(here.path)]
    told = counted(inside, today=clock.today())
    ask = {"agency": str(here.pk)} if here else {}
    groups = [
        Group(_("By agency"), _("Agency"), "building-bank", of_agencies(told, branches(agencies, here))),
        Group(_("By open step"), _("Open step"), "list-check", of_codes(told.step, told.titles, "step", ask)),
        Group(
            _("By age since the clue"), _("Age"), "calendar", of_codes(told.age, ages(), "age", ask, order=list(AGES))
        ),
        Group(_("By procedure"), _("Procedure"), "sitemap", of_codes(told.procedure, told.titles, "procedure", ask)),
    ]
    given = handed_out(request, _sheets(groups), "supervision")
    return given or render(
        request, "supervision/board.html",
        {"groups": groups, "whole": told.whole, "alarms": sum(told.alarms.values()), "here": here,
         "line": line(agencies, here), "cases": cases_url(ask)},
    )  # fmt: skip


def _sheets(groups: list[Group]) -> list[Sheet]:
    heads = [("", 40), (_("Overdue"), 12), (_("Due soon"), 12), (_("In time"), 12), (_("All"), 12)]
    note: Any = _("Open cases as of %(on)s") % {"on": clock.today().isoformat()}
    return [
        Sheet(group.title, heads, [
            (one.title, one.tally.red, one.tally.yellow, one.tally.rest, one.tally.total) for one in group.lines
        ], note) for group in groups
    ]  # fmt: skip
