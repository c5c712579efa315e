"""Rules about the order of steps in a penalty."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph, Node
from enforcement.flowcharts.lint import paths
from enforcement.flowcharts.lint.kinds import ON_THE_SPOT, doing, has_document
from enforcement.flowcharts.lint.paths import does, is_node, never
from enforcement.flowcharts.lint.rule import PENALTY, PENALTY_SINCE, Fault, Rule, fault

HEARD = "heard"


def _notice(graph: Graph) -> Iterator[Fault]:
    for decision in doing(graph, "decide"):
        if path := paths.from_start(graph, is_node(decision), does("notify_party")):
            message = _("“%(name)s” can be reached without notifying the party; lead every way through the notice.")
            yield fault(decision, message, path)


def _defence(graph: Graph) -> Iterator[Fault]:
    for decision in doing(graph, "decide"):
        if path := paths.from_start(graph, is_node(decision), does("hear_defence")):
            message = _("“%(name)s” can be reached without hearing the party's defence; lead every way through it.")
            yield fault(decision, message, path)


def _period(graph: Graph) -> Iterator[Fault]:
    for decision in doing(graph, "decide"):
        guards = decision.step.guards if decision.step else ()
        if not any(guard.type == "right_period_elapsed" for guard in guards):
            message = _("“%(name)s” does not wait for the party's period; add the guard right_period_elapsed.")
            yield fault(decision, message)


def _review(graph: Graph) -> Iterator[Fault]:
    """After a hearing the case goes through legal review, whatever happens in between (assuming the fact ``heard``)."""
    hearings = doing(graph, "hold_hearing")
    for decision in doing(graph, "decide"):
        for hearing in hearings:
            if path := paths.after(graph, [hearing], is_node(decision), does("review"), heard=True):
                message = _(
                    "After the hearing “%(name)s” can be reached without legal review; lead every way through it."
                )
                yield fault(decision, message, path)


def _filing(graph: Graph) -> Iterator[Fault]:
    for end in doing(graph, "conclude_investigation", "decide"):
        if path := paths.from_start(graph, is_node(end), does("file_case")):
            yield fault(end, _("“%(name)s” can be reached without filing the case; file it first."), path)


def _discussion(graph: Graph) -> Iterator[Fault]:
    for decision in doing(graph, "decide"):
        if not paths.after(graph, doing(graph, "conclude_discussion"), is_node(decision), never):
            message = _(
                "No way leads through a collective discussion to “%(name)s”; complex and serious cases need one."
            )
            yield fault(decision, message)


def _service(graph: Graph) -> Iterator[Fault]:
    for step in doing(graph, "record_payment"):
        if path := paths.from_start(graph, is_node(step), does("serve")):
            yield fault(step, _("“%(name)s” can be reached before the decision is served; serve it first."), path)


def _document(graph: Graph) -> Iterator[Fault]:
    for step in doing(graph, "serve"):
        if path := paths.after(graph, doing(graph, "decide"), is_node(step), does("draw_up_decision")):
            yield fault(step, _("“%(name)s” can be reached without a written decision; draw it up first."), path)


def _publication(graph: Graph) -> Iterator[Fault]:
    for step in doing(graph, "publish_decision"):
        if path := paths.from_start(graph, is_node(step), does("serve")):
            yield fault(
                step, _("“%(name)s” can be reached before the decision is served; publish it afterwards."), path
            )


def _on_the_spot(graph: Graph) -> Iterator[Fault]:
    for step in (node for node in graph.steps if has_document(node, ON_THE_SPOT)):
        if path := paths.from_start(graph, is_node(step), _notifies):
            message = _("“%(name)s” can be reached without notifying and hearing the party; add the step (第四十四条).")
            yield fault(step, message, path)


def _notifies(node: Node) -> bool:
    """The step rests on 行政处罚法第四十四条."""
    return node.step is not None and any(
        b.law == PENALTY and b.article.startswith("第四十四条") for b in node.step.bases
    )


_P = frozenset({"penalty"})
RULES = (
    Rule("CF44", _("Notice before decision"), PENALTY, "第四十四条、第六十二条", PENALTY_SINCE, _notice, _P),
    Rule("CF44S", _("Notice before a penalty on the spot"), PENALTY, "第四十四条、第四十五条", PENALTY_SINCE, _on_the_spot,
         frozenset({"simplified"})),
    Rule("CF45", _("Defence before decision"), PENALTY, "第四十五条、第六十二条", PENALTY_SINCE, _defence, _P),
    Rule("CF48", _("Publication after service"), PENALTY, "第四十八条、第六十一条", PENALTY_SINCE, _publication, _P, "warning"),
    Rule("CF54", _("Filing before the investigation ends"), PENALTY, "第五十四条第二款", PENALTY_SINCE, _filing, _P),
    Rule("CF57", _("Collective discussion of complex cases"), PENALTY, "第五十七条第二款", PENALTY_SINCE, _discussion, _P),
    Rule("CF58", _("Legal review between hearing and decision"), PENALTY, "第五十八条", PENALTY_SINCE, _review, _P),
    Rule("CF59", _("A written decision before service"), PENALTY, "第五十九条", PENALTY_SINCE, _document, _P),
    Rule("CF62", _("The party's period is over before the decision"), PENALTY, "第六十二条、第六十四条第一项", PENALTY_SINCE,
         _period, _P),
    Rule("CF67S", _("Service before payment"), PENALTY, "第六十七条第三款", PENALTY_SINCE, _service, _P),
)  # fmt: skip
