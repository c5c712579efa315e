"""Rules about power: no step without a law behind it, no penalty on the spot above the amount."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.lint.kinds import ON_THE_SPOT, has_document
from enforcement.flowcharts.lint.people import guards
from enforcement.flowcharts.lint.rule import PENALTY, PENALTY_SINCE, Fault, Rule, fault, saying

AMOUNT_SAYS = _("“%(name)s” does not keep to %(person)s yuan for persons and %(most)s for organisations.")
PERSON, ORGANISATION = 200, 3000


BASIS_SAYS = _("“%(name)s” names no law that grants the power; add law:basis with law and article.")


@saying(BASIS_SAYS)
def _basis(graph: Graph) -> Iterator[Fault]:
    for node in graph.steps:
        if node.step is not None and node.step.public and not any(basis.law for basis in node.step.bases):
            yield fault(node, BASIS_SAYS)


def amount(person: int, organisation: int) -> Callable[[Graph], Iterator[Fault]]:
    """Build the rule that a penalty on the spot keeps to its amounts in yuan."""

    @saying(AMOUNT_SAYS)
    def function(graph: Graph) -> Iterator[Fault]:
        for node in (node for node in graph.steps if has_document(node, ON_THE_SPOT)):
            if not any(_within(g.param("person"), person) and _within(g.param("organisation"), organisation)
                       for g in guards(node, "amount_within_power")):  # fmt: skip
                yield fault(node, AMOUNT_SAYS, person=person, most=organisation)

    return function


def _within(value: str, most: int) -> bool:
    return value.isascii() and value.isdigit() and int(value[:10]) <= most


RULES = (
    Rule("CF38", _("Every public step has a legal basis"), PENALTY, "第四条、第三十八条", PENALTY_SINCE, _basis),
    Rule("CF51", _("Amount of a penalty on the spot"), PENALTY, "第五十一条", PENALTY_SINCE,
         amount(PERSON, ORGANISATION), frozenset({"simplified"})),
)  # fmt: skip
