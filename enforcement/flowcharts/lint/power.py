"""Rules about power: no step without a law behind it, no penalty on the spot above the amount."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.lint.kinds import ON_THE_SPOT, has_document
from enforcement.flowcharts.lint.people import guards
from enforcement.flowcharts.lint.rule import PENALTY, PENALTY_SINCE, Fault, Rule, fault

PERSON, ORGANISATION = 200, 3000


def _basis(graph: Graph) -> Iterator[Fault]:
    for node in graph.steps:
        if node.step is not None and node.step.public and not any(basis.law for basis in node.step.bases):
            yield fault(node, _("“%(name)s” names no law that grants the power; add law:basis with law and article."))


def _amount(graph: Graph) -> Iterator[Fault]:
    for node in (node for node in graph.steps if has_document(node, ON_THE_SPOT)):
        if not any(_within(g.param("person"), PERSON) and _within(g.param("organisation"), ORGANISATION)
                   for g in guards(node, "amount_within_power")):  # fmt: skip
            message = _("“%(name)s” does not keep to 200 yuan for persons and 3,000 for organisations; add the guard.")
            yield fault(node, message)


def _within(value: str, most: int) -> bool:
    return value.isascii() and value.isdigit() and int(value[:10]) <= most


RULES = (
    Rule("CF38", _("Every public step has a legal basis"), PENALTY, "第四条、第三十八条", PENALTY_SINCE, _basis),
    Rule("CF51", _("Amount of a penalty on the spot"), PENALTY, "第五十一条", PENALTY_SINCE, _amount,
         frozenset({"simplified"})),
)  # fmt: skip
