"""Rules of 行政强制法 about execution: the demand first, by the agency itself or through the court."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Node
from enforcement.flowcharts.lint.articles import rests_on
from enforcement.flowcharts.lint.building import before, makes, needs, steps_where
from enforcement.flowcharts.lint.rule import COERCION, COERCION_SINCE, Rule

MONTHS = 3
DEMAND = makes("催告书")
OWN, COURT = makes("强制执行决定书"), makes("强制执行申请书")


def _heard(node: Node) -> bool:
    return rests_on(node, COERCION, 36)


def _three_months(node: Node) -> bool:
    limits = node.step.limits if node.step else ()
    return any(limit.unit == "month" and limit.value <= MONTHS for limit in limits)


_35 = before(
    steps_where(OWN), DEMAND, _("“%(name)s” can be reached without a demand; serve the demand (催告书) first.")
)
_36 = before(
    steps_where(lambda node: OWN(node) and not _heard(node)),
    _heard,
    _("“%(name)s” can be reached without hearing the party on the demand; add the step (第三十六条)."),
)
_53 = needs(
    steps_where(COURT),
    _three_months,
    _("“%(name)s” needs a limit of three months to apply to the court; add law:limit."),
)
_54 = before(
    steps_where(COURT),
    DEMAND,
    _("“%(name)s” can be reached without a demand; serve the demand (催告书) and wait ten working days first."),
)
RULES = (
    Rule("QZ35", _("Demand before own enforcement"), COERCION, "第三十五条", COERCION_SINCE, _35),
    Rule("QZ36", _("The party is heard on the demand"), COERCION, "第三十六条", COERCION_SINCE, _36),
    Rule("QZ53", _("Application within three months"), COERCION, "第五十三条", COERCION_SINCE, _53),
    Rule("QZ54", _("Demand before the court"), COERCION, "第四十六条第三款、第五十四条", COERCION_SINCE, _54),
)
