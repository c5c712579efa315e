"""What the law leaves open about the simplified procedure."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.rules.time import plain, working
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import REGISTRY, Parameter, declare, values

REPORT: Final = "summary.report_days"
UNIT: Final = "summary.report_unit"


def declare_all() -> None:
    """Enter every parameter of the simplified procedure in the register (once)."""
    for parameter in _ALL:
        if parameter.code not in REGISTRY:
            declare(parameter)


def report_due(agency: Agency, on: date) -> date:
    """Return the last day to report a decision on the spot to the agency (行政处罚法第五十二条第三款)."""
    found = values((REPORT, UNIT), agency=agency, on=on)
    if found[UNIT] == "working":
        return working(on, found[REPORT], calendar())
    return plain(on, found[REPORT], calendar()).due_on


_ALL: Final = (
    Parameter(
        REPORT, _("Days to report a decision on the spot to the agency"), "integer", 5,
        "山东省行政程序规定第八十八条：五日；农业二个工作日、住房城乡建设三个工作日、交通五日、市场监管七个工作日（归档）",
        unit=_("days"),
    ),
    Parameter(
        UNIT, _("Those days are plain days or working days"), "choice", "calendar",
        "山东省行政程序规定第八十八条未写明工作日；农业、住房城乡建设、市场监管为工作日", "likely",
        ("calendar", "working"),
    ),
)  # fmt: skip
