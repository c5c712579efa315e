"""How long a chart is open for comments: the law leaves it open."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.models import FlowchartVersion
from enforcement.organisation.parameters import Parameter, declare, value

DAYS = declare(
    Parameter(
        code="chart.comment_days",
        title=_("Days on which the public may comment on a chart before it is published (0: none)"),
        kind="integer",
        default=0,
        source="法律未定；可参照重大行政决策程序暂行条例第十五条（公开征求意见的期限一般不少于30日）",
        confidence="unsure",
        unit=_("days"),
    )
)


def days_for(version: FlowchartVersion, on: date) -> int:
    """Return the days that the rule of the chart's agency asks for."""
    return int(value(DAYS.code, agency=version.flowchart.agency, on=on))
