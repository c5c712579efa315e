"""Rules about the letters of supervision."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.lint.kinds import has_document
from enforcement.flowcharts.lint.rule import SUPERVISION, SUPERVISION_SINCE, Fault, Kind, Rule, fault, saying

DECISION = "行政执法监督决定书"
LETTERS = ("行政执法监督督办函", "行政执法监督意见书")


DECISION_SAYS = _("“%(name)s” is made by the people's government; give it the one duty govern.")


@saying(DECISION_SAYS)
def _decision(graph: Graph) -> Iterator[Fault]:
    """The people's government decides, not the supervising department."""
    for node in (node for node in graph.steps if has_document(node, DECISION)):
        if node.step is not None and {role.ref for role in node.step.roles} != {"govern"}:
            yield fault(node, DECISION_SAYS)


LETTERS_SAYS = _("“%(name)s” is issued by the supervising department; give it the duty supervise.")


@saying(LETTERS_SAYS)
def _letters(graph: Graph) -> Iterator[Fault]:
    for letter in LETTERS:
        for node in (node for node in graph.steps if has_document(node, letter)):
            if node.step is not None and {role.ref for role in node.step.roles} != {"supervise"}:
                yield fault(node, LETTERS_SAYS)


_V: frozenset[Kind] = frozenset({"supervision"})
RULES = (
    Rule("JD27", _("Who issues urging and opinion letters"), SUPERVISION, "第二十七条、第二十八条", SUPERVISION_SINCE,
         _letters, _V),
    Rule("JD29", _("Who makes the supervision decision"), SUPERVISION, "第二十九条", SUPERVISION_SINCE, _decision, _V),
)  # fmt: skip
