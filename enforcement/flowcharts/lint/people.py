"""Rules about who does a step and who may not."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph, GuardRule, Node, StepRule
from enforcement.flowcharts.lint.kinds import ON_THE_SPOT, doing, has_document
from enforcement.flowcharts.lint.rule import PENALTY, PENALTY_SINCE, Fault, Kind, Rule, fault, saying

TWO = ("check_clue", "investigate", "preserve", "notify_party", "notify_hearing", "serve")


def guards(node: Node, type_: str) -> list[GuardRule]:
    """Return the guards of one type on a step."""
    return [guard for guard in node.step.guards if guard.type == type_] if node.step else []


TWO_OFFICERS_SAYS = _("“%(name)s” needs at least two officers with valid credentials; set the role or min_people so.")


@saying(TWO_OFFICERS_SAYS)
def two_officers(graph: Graph) -> Iterator[Fault]:
    """Find the steps before the party that fewer than two certified officers could do."""
    steps = doing(graph, *TWO) + [node for node in graph.steps if has_document(node, ON_THE_SPOT)]
    for node in steps:
        if node.step is None or not certified_two(node.step):
            yield fault(node, TWO_OFFICERS_SAYS)


def certified_two(step: StepRule) -> bool:
    """Two certified persons are asked for by the guard, or by each role that may do the step."""
    for guard in step.guards:
        if (
            guard.type == "min_people"
            and guard.param("certified") == "true"
            and guard.param("n", "0") not in {"0", "1"}
        ):
            return True
    return bool(step.roles) and all(role.certified and role.min > 1 for role in step.roles)


REVIEWER_APART_SAYS = _("“%(name)s” could be done by an investigator; add not_same_person with review and handle.")


@saying(REVIEWER_APART_SAYS)
def _reviewer_apart(graph: Graph) -> Iterator[Fault]:
    for node in doing(graph, "review"):
        if not any({g.param("a"), g.param("b")} == {"review", "handle"} for g in guards(node, "not_same_person")):
            yield fault(node, REVIEWER_APART_SAYS)


REVIEWER_QUALIFIED_SAYS = _("“%(name)s” does not check the legal qualification of first-time reviewers; add the guard.")


@saying(REVIEWER_QUALIFIED_SAYS)
def _reviewer_qualified(graph: Graph) -> Iterator[Fault]:
    for node in doing(graph, "review"):
        if not guards(node, "first_time_reviewer_has_law_qualification"):
            yield fault(node, REVIEWER_QUALIFIED_SAYS)


DISCUSSION_COUNTS_SAYS = _("“%(name)s” has no guard %(type)s; say how many make a discussion valid.")


@saying(DISCUSSION_COUNTS_SAYS)
def _discussion_counts(graph: Graph) -> Iterator[Fault]:
    for act, type_ in (("convene", "quorum"), ("conclude_discussion", "majority")):
        for node in doing(graph, act):
            if node.kind != "call" and not guards(node, type_):
                yield fault(node, DISCUSSION_COUNTS_SAYS, type=type_)


_OFFICERS: frozenset[Kind] = frozenset({"penalty", "simplified", "hearing"})
_P: frozenset[Kind] = frozenset({"penalty"})
_C: frozenset[Kind] = frozenset({"discussion"})
_42, _57 = "第四十二条第一款", "第五十七条第二款"
RULES = (
    Rule("CF42", _("Two certified officers"), PENALTY, _42, PENALTY_SINCE, two_officers, _OFFICERS),
    Rule("CF57Q", _("Quorum and majority"), PENALTY, _57, PENALTY_SINCE, _discussion_counts, _C, "warning"),
    Rule("CF58P", _("The reviewer did not investigate"), PENALTY, "第五十八条", PENALTY_SINCE, _reviewer_apart, _P),
    Rule("CF58Q", _("The reviewer is qualified"), PENALTY, "第五十八条第二款", PENALTY_SINCE, _reviewer_qualified, _P),
)
