"""Rules about the course of a penalty: what must be possible, what may not be skipped, what no way may lead past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph, Node
from enforcement.flowcharts.lint import paths
from enforcement.flowcharts.lint.articles import rests_on
from enforcement.flowcharts.lint.building import Function, before, between, ends, needs, possible, requires, steps_where
from enforcement.flowcharts.lint.paths import does
from enforcement.flowcharts.lint.rule import PENALTY, PENALTY_SINCE, Fault, Rule, Severity, fault, saying

DECIDE, NOTIFY, DISCUSS = does("decide"), does("notify_party"), does("conclude_discussion")
REWORK = does("investigate", "conclude_investigation", "propose")
CRIME = steps_where(lambda node: rests_on(node, PENALTY, 8, 27, 82))


FAILED_REVIEW_SAYS = _(
    "After a legal review that was not passed “%(name)s” can be reached; review the case again first."
)
FAILED_REVIEW_SAYS2 = _("“%(name)s” can only pass; add the outcomes of a review that does not.")


@saying(FAILED_REVIEW_SAYS, FAILED_REVIEW_SAYS2)
def _failed_review(graph: Graph) -> Iterator[Fault]:
    """Search from each review with the outcomes only that are not ``passed…``, assuming the fact ``review_due``."""
    failing = replace(graph, nodes=tuple(_only_failing(node) for node in graph.nodes))
    reviews = [node for node in failing.steps if does("review")(node)]
    for node in reviews:
        if node.step is None or not node.step.outcomes:
            yield fault(node, FAILED_REVIEW_SAYS2)
    bearing = [node for node in reviews if node.step and node.step.outcomes]
    decisions = steps_where(DECIDE)(failing)
    for node, path in paths.after(failing, bearing, decisions, does("review"), heard=True, review_due=True):
        yield fault(node, FAILED_REVIEW_SAYS, path)


def _only_failing(node: Node) -> Node:
    if node.step is None or node.step.act != "review":
        return node
    failing = tuple(outcome for outcome in node.step.outcomes if not outcome[0].startswith("passed"))
    return replace(node, step=replace(node.step, outcomes=failing))


def _head(node: Node) -> bool:
    return node.step is not None and {role.ref for role in node.step.roles} == {"decide"}


def _rule(
    code: str, title: Promise, article: str, function: Function, severity: Severity = "error", kind: str = "penalty"
) -> Rule:
    return Rule(code, title, PENALTY, article, PENALTY_SINCE, function, frozenset({kind}), severity)  # type: ignore[arg-type]


_27 = possible(
    steps_where(does("investigate")),
    CRIME,
    _("No way leads from “%(name)s” to the transfer of a suspected crime; add the step (第二十七条)."),
)
_40 = before(
    steps_where(DECIDE),
    does("conclude_investigation"),
    _("“%(name)s” can be reached before the facts are established; conclude the investigation first."),
)
_45 = between(
    steps_where(REWORK),
    steps_where(DECIDE),
    NOTIFY,
    _("“%(name)s” can be reached with changed facts or a heavier penalty without a renewed notice; notify again."),
)
_47 = between(
    steps_where(DECIDE),
    ends,
    does("archive_case"),
    _("After the decision the procedure can end without the file being archived; archive it first."),
)
_57h = needs(
    steps_where(DECIDE), _head, _("“%(name)s” belongs to the head of the agency; give it the one duty decide.")
)
_57n = possible(
    steps_where(DECIDE),
    ends,
    _("“%(name)s” can only end in a penalty; add the other ways (第五十七条第一款)."),
    does("draw_up_decision"),
)
_57t = before(
    steps_where(DISCUSS),
    does("hear_defence"),
    _("“%(name)s” can take place before the party is heard; discuss the case afterwards."),
)
_59d = needs(
    steps_where(does("draw_up_decision")),
    requires("决定书"),
    _("“%(name)s” requires no written decision; add the document (行政处罚决定书)."),
)
_61r = needs(
    steps_where(does("serve")),
    requires("送达回证"),
    _("“%(name)s” requires no proof of service; add the document (送达回证)."),
)
_63 = possible(
    steps_where(NOTIFY),
    steps_where(does("hold_hearing")),
    _("No way leads from “%(name)s” to a hearing; the party has a right to one."),
)
_72 = before(
    steps_where(lambda node: rests_on(node, PENALTY, 72) and not does("record_payment")(node)),
    does("record_payment"),
    _("“%(name)s” can be reached before the time to pay has run; record the payment first."),
)
RULES = (
    _rule("CF27", _("A suspected crime can be transferred"), "第八条第二款、第二十七条", _27),
    _rule("CF40", _("Facts before the decision"), "第四十条", _40),
    _rule("CF45H", _("A change is notified again"), "第四十五条第二款、第六十二条", _45),
    _rule("CF47", _("The file is archived"), "第四十七条", _47),
    _rule("CF57H", _("The head decides"), "第五十七条第一款", _57h),
    _rule("CF57N", _("Other outcomes than a penalty"), "第五十七条第一款", _57n),
    _rule("CF57T", _("Discussion after the party was heard"), "第四十五条、第五十七条第二款", _57t, "warning"),
    _rule("CF58F", _("No decision on a failed review"), "第五十八条第一款", _failed_review),
    _rule("CF59D", _("The decision is written"), "第五十九条", _59d),
    _rule("CF61R", _("Service is proved"), "第六十一条第一款", _61r),
    _rule("CF63", _("A hearing is possible"), "第六十三条", _63),
    _rule("CF72", _("An additional fine only after the term"), "第七十二条第一款第一项", _72),
)  # fmt: skip
