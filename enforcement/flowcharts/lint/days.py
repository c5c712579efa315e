"""Rules about time: which limits a step must have, and whether the law means working days."""

from __future__ import annotations

from collections.abc import Iterator
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
)

WORKING_BY_NUMBER = frozenset({2, 3, 5, 7})  # 行政处罚法第八十五条
WORKING_UP_TO = 10  # 行政强制法第六十九条
DECISION_DAYS = 90


def day_unit(law: str, value: int) -> str:
    """Return the unit that a number of days means under a law, or an empty string where the law does not say.

    行政处罚法第八十五条: 二日、三日、五日、七日 are working days, all others calendar days. 行政强制法第六十九条: up to ten
    days are working days. 行政许可法第八十二条: all are working days.
    """
    if law == PENALTY:
        return "working" if value in WORKING_BY_NUMBER else "calendar"
    if law == COERCION:
        return "working" if value <= WORKING_UP_TO else "calendar"
    return "working" if law == LICENSING else ""


def _unit(law: str, graph: Graph) -> Iterator[Fault]:
    for node, value, unit in _terms(law, graph):
        right = day_unit(law, value)
        if unit in {"calendar", "working"} and unit != right:
            message = _("“%(name)s”: %(value)s days under this law are %(right)s days; change the unit.")
            yield fault(node, message, value=value, right=right, **({} if node else {"name": graph.name}))


def _terms(law: str, graph: Graph) -> Iterator[tuple[Node | None, int, str]]:
    """Yield every limit, extension and clock that rests on a law as (node, value, unit)."""
    for node in graph.steps:
        if node.step is not None:
            yield from ((node, term.value, term.unit) for term in node.step.limits if _rests(term, law))
            yield from ((node, term.by, term.unit) for term in node.step.extensions if term.basis.startswith(law))
    yield from ((None, clock.limit.value, clock.limit.unit) for clock in graph.clocks if _rests(clock.limit, law))


def _rests(limit: Limit, law: str) -> bool:
    return limit.law == law or (not limit.law and limit.basis.startswith(law))


def _decision(graph: Graph) -> Iterator[Fault]:
    decisions = doing(graph, "decide")
    if not any(_ninety(graph, clock) for clock in graph.clocks):
        message = _("No clock of at most 90 calendar days runs from filing to “%(name)s”; add law:clock.")
        yield from (fault(decision, message) for decision in decisions)


def _ninety(graph: Graph, clock: CaseClock) -> bool:
    limit = clock.limit
    if limit.unit != "calendar" or limit.value > DECISION_DAYS:
        return False
    opens, closes = graph.node.get(clock.opens.partition(":")[2]), graph.node.get(clock.closes.partition(":")[2])
    if opens is None or closes is None or closes not in doing(graph, "decide"):
        return False
    filing = doing(graph, "file_case")
    return opens in filing or (clock.opens.startswith("enter:") and opens.key in _next_steps(graph, filing))


def _next_steps(graph: Graph, nodes: list[Node]) -> set[str]:
    """Return the steps that come directly after some steps, through gateways."""
    found: set[str] = set()
    waiting = [target for node in nodes for _flow, target in paths.moves(graph, (node.key, None), {})]
    while waiting:
        state = waiting.pop()
        if graph.node[state[0]].step is not None:
            found.add(state[0])
        else:
            waiting += [target for _flow, target in paths.moves(graph, state, {}) if target[0] not in found]
    return found


def _limit(graph: Graph, *, act: str, value: int, unit: str, exact: bool = False) -> Iterator[Fault]:
    """The step has a limit of at most (or exactly) so many days."""
    for node in doing(graph, act):
        limits = node.step.limits if node.step else ()
        if not any(t.unit == unit and (t.value == value or (t.value < value and not exact)) for t in limits):
            message = _("“%(name)s” needs a limit of %(value)s %(unit)s days; add law:limit.")
            yield fault(node, message, value=value, unit=unit)


def _seizure_extension(graph: Graph) -> Iterator[Fault]:
    for node in doing(graph, "seize"):
        for extension in node.step.extensions if node.step else ():
            if extension.by > 30 or extension.unit != "calendar" or extension.times > 1:  # noqa: PLR2004
                yield fault(node, _("“%(name)s” can be extended once, by at most 30 calendar days; correct it."))


def _rule(code: str, title: object, article: str, kind: Kind, **limit: object) -> Rule:
    return Rule(code, title, PENALTY, article, PENALTY_SINCE, partial(_limit, **limit), frozenset({kind}))  # type: ignore[arg-type]


_P: frozenset[Kind] = frozenset({"penalty"})
RULES = (
    _rule("CF56", _("Preserved evidence is dealt with in 7 working days"), "第五十六条", "penalty",
          act="preserve", value=7, unit="working"),
    Rule("CF60", _("Decision within 90 days of filing"), PENALTY, "第六十条", PENALTY_SINCE, _decision, _P),
    _rule("CF61", _("Service within 7 working days"), "第六十一条", "penalty", act="serve", value=7, unit="working"),
    _rule("CF67", _("Payment within 15 calendar days"), "第六十七条第三款", "penalty",
          act="record_payment", value=15, unit="calendar", exact=True),
    Rule("CF85", _("Days of the penalty law"), PENALTY, "第八十五条", PENALTY_SINCE, partial(_unit, PENALTY)),
    Rule("QZ25", _("Seizure for at most 30 calendar days"), COERCION, "第二十五条第一款", COERCION_SINCE,
         partial(_limit, act="seize", value=30, unit="calendar"), _P),
    Rule("QZ25E", _("Seizure is extended once, by 30 days"), COERCION, "第二十五条第一款", COERCION_SINCE,
         _seizure_extension, _P),
    Rule("QZ69", _("Days of the coercion law"), COERCION, "第六十九条", COERCION_SINCE, partial(_unit, COERCION)),
    Rule("XK82", _("Days of the licensing law"), LICENSING, "第八十二条", LICENSING_SINCE, partial(_unit, LICENSING)),
)  # fmt: skip
