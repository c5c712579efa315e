"""Rules about the card and about a penalty on the spot: what the officers show, hand over and report."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph, Node
from enforcement.flowcharts.lint.articles import rests_on
from enforcement.flowcharts.lint.building import between, ends, needs, steps_where
from enforcement.flowcharts.lint.kinds import ON_THE_SPOT, doing, has_document
from enforcement.flowcharts.lint.people import TWO, guards
from enforcement.flowcharts.lint.rule import PENALTY, PENALTY_SINCE, Kind, Rule

APART = ("investigate", "review", "decide")


def _spot(node: Node) -> bool:
    return has_document(node, ON_THE_SPOT)


def _meeting(graph: Graph) -> list[Node]:
    """Return the steps in which officers face the party."""
    return doing(graph, *TWO) + [node for node in graph.steps if _spot(node)]


def _checked(node: Node) -> bool:
    return bool(guards(node, "credential_valid_on"))


def _filed(node: Node) -> bool:
    return rests_on(node, PENALTY, 52) and not _spot(node) and has_document(node, "备案")


_43 = needs(
    lambda graph: [n for n in doing(graph, *APART) if n.kind != "call"],
    lambda node: bool(guards(node, "not_recused")),
    _("“%(name)s” could be done by somebody who was recused; add the guard not_recused."),
)
_55 = needs(
    _meeting, _checked, _("“%(name)s” does not check the officers' credentials; add the guard credential_valid_on.")
)
_52 = between(
    steps_where(_spot),
    ends,
    _filed,
    _("A penalty on the spot can end without being reported to the agency; add the step with its form (备案表)."),
)
_OFFICERS: frozenset[Kind] = frozenset({"penalty", "simplified", "hearing"})
_P: frozenset[Kind] = frozenset({"penalty"})
_S: frozenset[Kind] = frozenset({"simplified"})
RULES = (
    Rule("CF43", _("Nobody recused takes part"), PENALTY, "第四十三条", PENALTY_SINCE, _43, _P),
    Rule("CF52", _("A penalty on the spot is reported"), PENALTY, "第五十二条第三款", PENALTY_SINCE, _52, _S),
    Rule("CF55", _("The credential is shown"), PENALTY, "第五十二条、第五十五条第一款", PENALTY_SINCE, _55, _OFFICERS),
)
