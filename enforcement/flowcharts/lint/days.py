"""Rules about time: which limits a step must have, and whether the law means working days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import CaseClock, Graph, Limit, Node
from enforcement.flowcharts.lint import paths
from enforcement.flowcharts.lint.kinds import doing
from enforcement.flowcharts.lint.rule import (
    COERCION,
    COERCION_SINCE,
    LICENSING,
    LICENSING_SINCE,
    PENALTY,
    PENALTY_SINCE,
    Fault,
    Kind,
    Rule,
    fault,
    saying,
)

WORKING_BY_NUMBER = frozenset({2, 3, 5, 7})  # 行政处罚法第八十五条
WORKING_UP_TO = 10  # 行政强制法第六十九条
DECISION_DAYS = 90
_MEANT = {
    "working": _("“%(name)s”: %(value)s days under this law are working days; change the unit."),
    "calendar": _("“%(name)s”: %(value)s days under this law are calendar days; change the unit."),
}
_NEEDED = {
    "working": _("“%(name)s” needs a limit of %(value)s working days; add law:limit."),
    "calendar": _("“%(name)s” needs a limit of %(value)s calendar days; add law:limit."),
}


def day_unit(law: str, value: int) -> str:
    """Return the unit that a number of days means under one of the three laws.

    行政处罚法第八十五条: 二日、三日、五日、七日 are working days, all others calendar days. 行政强制法第六十九条: up to
    ten days are working days. 行政许可法第八十二条: all are working days.
    """
    if law == PENALTY:
        return "working" if value in WORKING_BY_NUMBER else "calendar"
    if law == COERCION:
        return "working" if value <= WORKING_UP_TO else "calendar"
    return "working"


def _unit(law: str, graph: Graph) -> Iterator[Fault]:
    for node, value, unit in terms(law, graph):
        right = day_unit(law, value)
        if unit in {"calendar", "working"} and unit != right:
            yield fault(node, _MEANT[right], value=value, name=graph.name)


def terms(law: str, graph: Graph) -> Iterator[tuple[Node | None, int, str]]:
    """Yield every limit, extension and clock that rests on a law as (node, value, unit)."""
    for node, step in ((node, node.step) for node in graph.steps if node.step is not None):
        yield from ((node, term.value, term.unit) for term in step.limits if _rests(term, law))
        yield from ((node, term.by, term.unit) for term in step.extensions if term.basis.startswith(law))
    yield from ((None, clock.limit.value, clock.limit.unit) for clock in graph.clocks if _rests(clock.limit, law))


def _rests(limit: Limit, law: str) -> bool:
    return limit.law == law or (not limit.law and limit.basis.startswith(law))


DECISION_SAYS = _("No clock of at most 90 calendar days runs from filing to “%(name)s”; add law:clock.")


@saying(DECISION_SAYS)
def _decision(graph: Graph) -> Iterator[Fault]:
    decisions = doing(graph, "decide")
    if not any(_ninety(graph, clock) for clock in graph.clocks):
        yield from (fault(decision, DECISION_SAYS) for decision in decisions)


def _ninety(graph: Graph, clock: CaseClock) -> bool:
    limit = clock.limit
    other = bool(limit.law) and limit.law != PENALTY  # 法律、法规、规章另有规定的，从其规定
    if limit.unit != "calendar" or (limit.value > DECISION_DAYS and not other):
        return False
    opens, closes = graph.node.get(clock.opens.partition(":")[2]), graph.node.get(clock.closes.partition(":")[2])
    if opens is None or closes is None or closes not in doing(graph, "decide"):
        return False
    filing = doing(graph, "file_case")
    return opens in filing or (clock.opens.startswith("enter:") and opens.key in next_steps(graph, filing))


def next_steps(graph: Graph, nodes: list[Node]) -> set[str]:
    """Return the steps that come directly after some steps, through gateways."""
    moves, seen = paths.Moves(graph), set()
    waiting = [target for node in nodes for _flow, target in moves((node.key, None))]
    while waiting:
        state = waiting.pop()
        if state not in seen:
            seen.add(state)
            if graph.node[state[0]].step is None:
                waiting += [target for _flow, target in moves(state)]
    return {key for key, _outcome in seen if graph.node[key].step is not None}


def limited(act: str, value: int, unit: str, *, exact: bool = False) -> Callable[[Graph], Iterator[Fault]]:
    """Build the rule that steps of an act have a limit of at most (or exactly) so many days."""

    @saying(_NEEDED[unit])
    def function(graph: Graph) -> Iterator[Fault]:
        for node in doing(graph, act):
            limits = node.step.limits if node.step else ()
            if not any(t.unit == unit and (t.value == value or (t.value < value and not exact)) for t in limits):
                yield fault(node, _NEEDED[unit], value=value)

    return function


SEIZURE_EXTENSION_SAYS = _("“%(name)s” can be extended once, by at most 30 calendar days; correct it.")


@saying(SEIZURE_EXTENSION_SAYS)
def _seizure_extension(graph: Graph) -> Iterator[Fault]:
    for node in doing(graph, "seize"):
        for extension in node.step.extensions if node.step else ():
            if extension.by > 30 or extension.unit != "calendar" or extension.times > 1:  # noqa: PLR2004
                yield fault(node, SEIZURE_EXTENSION_SAYS)


_P: frozenset[Kind] = frozenset({"penalty"})
_56 = limited("preserve", 7, "working")
_61 = limited("serve", 7, "working")
_67 = limited("record_payment", 15, "calendar", exact=True)
_25 = limited("seize", 30, "calendar")
_85, _69, _82 = (saying(*_MEANT.values())(partial(_unit, law)) for law in (PENALTY, COERCION, LICENSING))
RULES = (
    Rule("CF56", _("Preserved evidence is dealt with in 7 days"), PENALTY, "第五十六条", PENALTY_SINCE, _56, _P),
    Rule("CF60", _("Decision within 90 days of filing"), PENALTY, "第六十条", PENALTY_SINCE, _decision, _P),
    Rule("CF61", _("Service within 7 working days"), PENALTY, "第六十一条", PENALTY_SINCE, _61, _P),
    Rule("CF67", _("Payment within 15 calendar days"), PENALTY, "第六十七条第三款", PENALTY_SINCE, _67, _P),
    Rule("CF85", _("Days of the penalty law"), PENALTY, "第八十五条", PENALTY_SINCE, _85),
    Rule("QZ25", _("Seizure for at most 30 days"), COERCION, "第二十五条第一款", COERCION_SINCE, _25),
    Rule("QZ25E", _("Seizure extended once"), COERCION, "第二十五条第一款", COERCION_SINCE, _seizure_extension),
    Rule("QZ69", _("Days of the coercion law"), COERCION, "第六十九条", COERCION_SINCE, _69),
    Rule("XK82", _("Days of the licensing law"), LICENSING, "第八十二条", LICENSING_SINCE, _82),
)
