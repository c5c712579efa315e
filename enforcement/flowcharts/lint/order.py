"""Rules about the order of steps in a penalty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph, Node
from enforcement.flowcharts.lint import paths
from enforcement.flowcharts.lint.kinds import ON_THE_SPOT, doing, has_document
from enforcement.flowcharts.lint.paths import does
from enforcement.flowcharts.lint.people import guards
from enforcement.flowcharts.lint.rule import PENALTY, PENALTY_SINCE, Fault, Kind, Rule, Severity, fault, saying

Function: TypeAlias = Callable[[Graph], Iterable[Fault]]


NOTICE_SAYS = _("“%(name)s” can be reached without notifying the party; lead every way through the notice.")


@saying(NOTICE_SAYS)
def notice(graph: Graph) -> Iterator[Fault]:
    """Find the ways to a decision without notice."""
    for node, path in paths.from_start(graph, doing(graph, "decide"), does("notify_party")):
        yield fault(node, NOTICE_SAYS, path)


DEFENCE_SAYS = _("“%(name)s” can be reached without hearing the party's defence; lead every way through it.")


@saying(DEFENCE_SAYS)
def _defence(graph: Graph) -> Iterator[Fault]:
    for node, path in paths.from_start(graph, doing(graph, "decide"), does("hear_defence")):
        yield fault(node, DEFENCE_SAYS, path)


PERIOD_SAYS = _("“%(name)s” does not wait for the party's period; add the guard right_period_elapsed.")


@saying(PERIOD_SAYS)
def _period(graph: Graph) -> Iterator[Fault]:
    for node in doing(graph, "decide"):
        if not guards(node, "right_period_elapsed"):
            yield fault(node, PERIOD_SAYS)


REVIEW_SAYS = _("After the hearing “%(name)s” can be reached without legal review; lead every way through it.")


@saying(REVIEW_SAYS)
def _review(graph: Graph) -> Iterator[Fault]:
    """After a hearing the case goes through legal review, whatever happens in between (assuming the fact ``heard``)."""
    hearings = doing(graph, "hold_hearing")
    for node, path in paths.after(graph, hearings, doing(graph, "decide"), does("review"), heard=True):
        yield fault(node, REVIEW_SAYS, path)


FILING_SAYS = _("“%(name)s” can be reached without filing the case; file it first.")


@saying(FILING_SAYS)
def _filing(graph: Graph) -> Iterator[Fault]:
    for node, path in paths.from_start(graph, doing(graph, "conclude_investigation", "decide"), does("file_case")):
        yield fault(node, FILING_SAYS, path)


DISCUSSION_SAYS = _("No way leads through a collective discussion to “%(name)s”; complex and serious cases need one.")


@saying(DISCUSSION_SAYS)
def discussion(graph: Graph) -> Iterator[Fault]:
    """Find the decisions that no way leads to through a discussion."""
    decisions, discussions = doing(graph, "decide"), doing(graph, "conclude_discussion")
    discussed = [node for node, _path in paths.after(graph, discussions, decisions, does("notify_party"))]
    yield from (fault(node, DISCUSSION_SAYS) for node in decisions if node not in discussed)


SERVICE_SAYS = _("“%(name)s” can be reached before the decision is served; serve it first.")


@saying(SERVICE_SAYS)
def _service(graph: Graph) -> Iterator[Fault]:
    for node, path in paths.from_start(graph, doing(graph, "record_payment"), does("serve")):
        yield fault(node, SERVICE_SAYS, path)


DOCUMENT_SAYS = _("“%(name)s” can be reached without a written decision; draw it up first.")


@saying(DOCUMENT_SAYS)
def _document(graph: Graph) -> Iterator[Fault]:
    for node, path in paths.after(graph, doing(graph, "decide"), doing(graph, "serve"), does("draw_up_decision")):
        yield fault(node, DOCUMENT_SAYS, path)


PUBLICATION_SAYS = _("“%(name)s” can be reached before the decision is served; publish it afterwards.")


@saying(PUBLICATION_SAYS)
def _publication(graph: Graph) -> Iterator[Fault]:
    for node, path in paths.from_start(graph, doing(graph, "publish_decision"), does("serve")):
        yield fault(node, PUBLICATION_SAYS, path)


ON_THE_SPOT_SAYS = _("“%(name)s” can be reached without notifying and hearing the party; add the step (第四十四条).")


@saying(ON_THE_SPOT_SAYS)
def _on_the_spot(graph: Graph) -> Iterator[Fault]:
    decisions = [node for node in graph.steps if has_document(node, ON_THE_SPOT)]
    for node, path in paths.from_start(graph, decisions, _notifies):
        yield fault(node, ON_THE_SPOT_SAYS, path)


def _notifies(node: Node) -> bool:
    """The step rests on 行政处罚法第四十四条."""
    return node.step is not None and any(
        b.law == PENALTY and b.article.startswith("第四十四条") for b in node.step.bases
    )


def _rule(code: str, title: Promise | str, article: str, function: Function, severity: Severity = "error") -> Rule:
    kinds: frozenset[Kind] = frozenset({"simplified" if function is _on_the_spot else "penalty"})
    return Rule(code, title, PENALTY, article, PENALTY_SINCE, function, kinds, severity)


RULES = (
    _rule("CF44", _("Notice before decision"), "第四十四条、第六十二条", notice),
    _rule("CF44S", _("Notice before a penalty on the spot"), "第四十四条、第四十五条", _on_the_spot),
    _rule("CF45", _("Defence before decision"), "第四十五条、第六十二条", _defence),
    _rule("CF48", _("Publication after service"), "第四十八条、第六十一条", _publication, "warning"),
    _rule("CF54", _("Filing before the investigation ends"), "第五十四条第二款", _filing),
    _rule("CF57", _("Collective discussion of complex cases"), "第五十七条第二款", discussion),
    _rule("CF58", _("Legal review between hearing and decision"), "第五十八条", _review),
    _rule("CF59", _("A written decision before service"), "第五十九条", _document),
    _rule("CF62", _("The party's period is over first"), "第六十二条、第六十四条第一项", _period),
    _rule("CF67S", _("Service before payment"), "第六十七条第三款", _service),
)
