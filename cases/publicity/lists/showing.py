"""How a row of a list is shown, and where else the public reads of an agency."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from cases.publicity.lists.checking import day_of
from cases.publicity.lists.kinds import KINDS, Kind
from cases.publicity.lists.models import PublicEntry
from enforcement.errors import NotFound
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.organisation.models import Agency
from enforcement.web.times import say_day


def kind_of(code: str) -> Kind:
    """Return a kind of list.

    Raises:
        NotFound: for a code that there is not.
    """
    if code not in KINDS:
        raise NotFound
    return KINDS[code]


def facts_of(entry: PublicEntry) -> list[dict[str, Any]]:
    """Return the columns of a row that say something: label, text, and an address for a flowchart."""
    found = []
    for field in entry.issue.of.fields:
        text = entry.facts.get(field.code, "")
        if not text or field.code == "title":
            continue
        day = day_of(text) if field.kind == "date" else None
        url = ""
        if field.kind == "chart" and (version := chart_of(entry.issue.agency, text)):
            text, url = version.flowchart.name, reverse("procedure", args=[version.pk])
        found.append({"label": field.label, "text": say_day(day) if day else text, "url": url})
    return found


def chart_of(agency: Agency, code: str) -> FlowchartVersion | None:
    """Return the published flowchart of a code that holds for an agency: its own, else the nearest above."""
    rows = FlowchartVersion.objects.filter(
        status="published", flowchart__code=code, flowchart__agency_id__in=agency.line
    ).select_related("flowchart")
    found = sorted(rows, key=lambda version: agency.line.index(version.flowchart.agency_id))
    return found[-1] if found else None


def state_of(entry: PublicEntry, today: date) -> tuple[str, str]:
    """Return whether a row with days of its own holds today, as words and tone; ("", "") for one without."""
    begin, end = (day_of(entry.facts.get(code, "")) for code in ("from_on", "until_on"))
    if begin is None:
        return "", ""
    if begin > today:
        return _("not yet in force"), "wait"
    return (_("no longer in force"), "stop") if end and end < today else (_("in force"), "ok")


def elsewhere(agency: Agency) -> list[tuple[str, str, str]]:
    """Return the pages of other areas that show the same agency: address, words, icon."""
    known = (
        ("procedure_list", _("Procedures"), "sitemap"), ("officer_register", _("Officers"), "users"),
        ("benchmarks", _("Benchmarks of discretion"), "scale"), ("decision_list", _("Published decisions"), "gavel"),
    )  # fmt: skip
    found = []
    for name, words, icon in known:
        try:
            found.append((f"{reverse(name)}?agency={agency.pk}", words, icon))
        except NoReverseMatch:
            continue
    return found
