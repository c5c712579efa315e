"""Rules of 行政许可法 about charts that grant a licence: acceptance, twenty working days, delivery."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph, Limit, Node
from enforcement.flowcharts.lint.articles import rests_on
from enforcement.flowcharts.lint.building import before, makes, needs, steps_where
from enforcement.flowcharts.lint.kinds import LICENCE
from enforcement.flowcharts.lint.rule import LICENSING, LICENSING_SINCE, Kind, Rule

DECISION_DAYS, DELIVERY_DAYS = 20, 10
DECIDES = makes(LICENCE)


def _at_most(limit: Limit, days: int) -> bool:
    return limit.unit == "working" and limit.value <= days


def _undated(graph: Graph) -> list[Node]:
    """Return the decisions to which no clock of the whole procedure runs."""
    dated = {c.closes.partition(":")[2] for c in graph.clocks if _at_most(c.limit, DECISION_DAYS)}
    return [node for node in graph.steps if DECIDES(node) and node.key not in dated]


def _limited(days: int) -> object:
    return lambda node: node.step is not None and any(_at_most(limit, days) for limit in node.step.limits)


_32 = before(
    steps_where(DECIDES),
    makes("受理"),
    _("“%(name)s” can be reached without accepting the application in writing; add the step (受理通知书)."),
)
_42 = needs(
    _undated,
    _limited(DECISION_DAYS),  # type: ignore[arg-type]
    _("“%(name)s” needs a limit of at most 20 working days from acceptance; add law:clock or law:limit."),
)
_44 = needs(
    steps_where(lambda node: rests_on(node, LICENSING, 44)),
    _limited(DELIVERY_DAYS),  # type: ignore[arg-type]
    _("“%(name)s” needs a limit of at most 10 working days for delivery; add law:limit."),
)
_K: frozenset[Kind] = frozenset({"licence"})
RULES = (
    Rule("XK32", _("Acceptance in writing"), LICENSING, "第三十二条", LICENSING_SINCE, _32, _K),
    Rule("XK42", _("Decision within 20 working days"), LICENSING, "第四十二条第一款", LICENSING_SINCE, _42, _K),
    Rule("XK44", _("Delivery within 10 working days"), LICENSING, "第四十四条", LICENSING_SINCE, _44, _K),
)
