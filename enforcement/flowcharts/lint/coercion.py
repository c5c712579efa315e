"""Rules of 行政强制法 about measures: approval, officers, papers, urgent measures and their end."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph, Node
from enforcement.flowcharts.lint.articles import rests_on
from enforcement.flowcharts.lint.building import before, between, ends, makes, needs, requires, steps_where
from enforcement.flowcharts.lint.days import next_steps
from enforcement.flowcharts.lint.kinds import doing
from enforcement.flowcharts.lint.paths import does
from enforcement.flowcharts.lint.people import certified_two
from enforcement.flowcharts.lint.rule import COERCION, COERCION_SINCE, Fault, Rule, fault, saying

DAY_OF_HOURS = 24
SEIZE, APPROVED = does("seize"), makes("强制措施审批")


def urgent(node: Node) -> bool:
    """Say whether a measure is taken at once and approved afterwards: its basis is 第十九条 by itself."""
    bases = node.step.bases if node.step else ()
    return any(basis.law == COERCION and basis.article.startswith("第十九条") for basis in bases)


def _planned(graph: Graph) -> list[Node]:
    return [n for n in doing(graph, "seize") if not urgent(n) and not APPROVED(n)]


AFTERWARDS_SAYS = _("“%(name)s” follows an urgent measure whose approval, with a limit of 24 hours, must come first.")


@saying(AFTERWARDS_SAYS)
def _afterwards(graph: Graph) -> Iterator[Fault]:
    for measure in (n for n in doing(graph, "seize") if urgent(n)):
        for node in (graph.node[key] for key in sorted(next_steps(graph, [measure]))):
            if not (APPROVED(node) and _within_a_day(node)):
                yield fault(node, AFTERWARDS_SAYS, ((measure.key, measure.name), (node.key, node.name)))


def _within_a_day(node: Node) -> bool:
    return node.step is not None and any(t.unit == "hour" and t.value <= DAY_OF_HOURS for t in node.step.limits)


def _two(node: Node) -> bool:
    return node.step is not None and certified_two(node.step)


def _lasting(graph: Graph) -> list[Node]:
    """Return the measures whose own step does not say how they end."""
    return [node for node in doing(graph, "seize") if not rests_on(node, COERCION, 27, 28)]


_17 = needs(
    steps_where(SEIZE),
    _two,
    _("“%(name)s” needs at least two officers with valid credentials; set the role or min_people so."),
)
_18 = before(
    _planned,
    APPROVED,
    _("“%(name)s” can be reached without the head's approval; require the approval form (强制措施审批表) first."),
)
_18r = needs(
    steps_where(SEIZE),
    requires("现场笔录"),
    _("“%(name)s” requires no record made on the spot; add the document (现场笔录)."),
)
_24 = needs(
    steps_where(SEIZE),
    requires("决定书", "清单"),
    _("“%(name)s” requires no decision with its list of things; add the documents (决定书、清单)."),
)
_27 = between(
    _lasting,
    ends,
    lambda node: rests_on(node, COERCION, 27, 28),
    _("The procedure can end without deciding about what was seized; add the step (第二十七条、第二十八条)."),
)
RULES = (
    Rule("QZ17", _("Two officers take the measure"), COERCION, "第十七条第三款、第十八条第二项", COERCION_SINCE, _17),
    Rule("QZ18", _("Approval before the measure"), COERCION, "第十八条第一项", COERCION_SINCE, _18),
    Rule("QZ18R", _("A record made on the spot"), COERCION, "第十八条第七项", COERCION_SINCE, _18r),
    Rule("QZ19", _("An urgent measure is approved in 24 hours"), COERCION, "第十九条", COERCION_SINCE, _afterwards),
    Rule("QZ24", _("Decision and list of what is seized"), COERCION, "第二十四条第一款", COERCION_SINCE, _24),
    Rule("QZ27", _("What was seized is decided about"), COERCION, "第二十七条、第二十八条", COERCION_SINCE, _27),
)
