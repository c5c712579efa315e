"""The penalty law before 15 July 2021: other numbers, no working days, no term for the decision.

Charts that take effect before that day follow the text as amended in 2017 (articles by its own numbering).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph, Node
from enforcement.flowcharts.lint import order
from enforcement.flowcharts.lint.building import Function, before, needs, steps_where
from enforcement.flowcharts.lint.days import limited, terms
from enforcement.flowcharts.lint.kinds import doing
from enforcement.flowcharts.lint.paths import does
from enforcement.flowcharts.lint.people import guards, two_officers
from enforcement.flowcharts.lint.power import amount
from enforcement.flowcharts.lint.rule import PENALTY, Fault, Rule, fault, saying

SINCE, UNTIL = date(1996, 10, 1), date(2021, 7, 14)
REVIEW_SINCE = date(2018, 1, 1)
REQUEST_DAYS, NOTICE_DAYS = 3, 7


CALENDAR_SAYS = _("“%(name)s”: before 15 July 2021 the days of this law were calendar days; change the unit.")


@saying(CALENDAR_SAYS)
def _calendar(graph: Graph) -> Iterator[Fault]:
    for node, value, unit in terms(PENALTY, graph):
        if unit == "working":
            yield fault(node, CALENDAR_SAYS, value=value, name=graph.name)


REQUEST_SAYS = _("“%(name)s” leaves the party less than three days; correct law:limit.")


@saying(REQUEST_SAYS)
def _request(graph: Graph) -> Iterator[Fault]:
    for node in doing(graph, "request_hearing"):
        limits = node.step.limits if node.step else ()
        if not any(limit.unit in {"calendar", "working"} and limit.value >= REQUEST_DAYS for limit in limits):
            yield fault(node, REQUEST_SAYS)


NOTICE_SAYS = _("“%(name)s” must be served seven days before the hearing, counted backward; set roll.")


@saying(NOTICE_SAYS)
def _notice(graph: Graph) -> Iterator[Fault]:
    for node in doing(graph, "notify_hearing"):
        limits = node.step.limits if node.step else ()
        if not any(limit.value >= NOTICE_DAYS and limit.roll == "backward" for limit in limits):
            yield fault(node, NOTICE_SAYS)


def _rule(code: str, title: Promise, article: str, function: Function, *kinds: str, since: date = SINCE) -> Rule:
    held = frozenset(kinds or {"penalty"})
    return Rule(code, title, f"{PENALTY}（2017年修正）", article, since, function, held, until=UNTIL)  # type: ignore[arg-type]


def _asks_qualification(node: Node) -> bool:
    return bool(guards(node, "first_time_reviewer_has_law_qualification"))


_qualified = needs(
    steps_where(does("review")),
    _asks_qualification,
    _("“%(name)s” does not check the legal qualification of first-time reviewers; add the guard."),
)
_defended = before(
    steps_where(does("decide")),
    does("hear_defence"),
    _("“%(name)s” can be reached without hearing the party's defence; lead every way through it."),
)
RULES = (
    _rule("JF31", _("Notice before decision"), "第三十一条、第四十一条", order.notice),
    _rule("JF32", _("Defence before decision"), "第三十二条、第四十一条", _defended),
    _rule("JF33", _("Amount of a penalty on the spot"), "第三十三条", amount(50, 1000), "simplified"),
    _rule("JF37", _("Two certified officers"), "第三十七条第一款", two_officers, "penalty", "simplified", "hearing"),
    _rule(
        "JF37P", _("Preserved evidence is dealt with in 7 days"), "第三十七条第二款", limited("preserve", 7, "calendar")
    ),
    _rule("JF38", _("Collective discussion of complex cases"), "第三十八条第二款", order.discussion),
    _rule("JF38Q", _("The reviewer is qualified"), "第三十八条第三款", _qualified, since=REVIEW_SINCE),
    _rule("JF40", _("Service within 7 days"), "第四十条", limited("serve", 7, "calendar")),
    _rule("JF42A", _("Three days to ask"), "第四十二条第一款第一项", _request, "hearing"),
    _rule("JF42B", _("Seven days' notice"), "第四十二条第一款第二项", _notice, "hearing"),
    _rule(
        "JF46",
        _("Payment within 15 calendar days"),
        "第四十六条第三款",
        limited("record_payment", 15, "calendar", exact=True),
    ),
    _rule(
        "JFDAY",
        _("Days of the penalty law"),
        "第三十七条、第四十条、第四十六条",
        _calendar,
        "penalty",
        "simplified",
        "hearing",
    ),
)
