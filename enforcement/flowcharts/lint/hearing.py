"""Rules about hearings."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.lint import paths
from enforcement.flowcharts.lint.kinds import doing
from enforcement.flowcharts.lint.paths import does
from enforcement.flowcharts.lint.people import guards
from enforcement.flowcharts.lint.rule import PENALTY, PENALTY_SINCE, Fault, Kind, Rule, fault, saying

REQUEST_DAYS, NOTICE_DAYS = 5, 7


CHAIR_SAYS = _("“%(name)s” lets an investigator chair; add the guard chair_not_investigator.")


@saying(CHAIR_SAYS)
def _chair(graph: Graph) -> Iterator[Fault]:
    for node in doing(graph, "designate_chair", "hold_hearing"):
        if node.kind != "call" and not guards(node, "chair_not_investigator"):
            yield fault(node, CHAIR_SAYS)


REQUEST_SAYS = _("“%(name)s” leaves the party less than five working days; correct law:limit.")


@saying(REQUEST_SAYS)
def _request(graph: Graph) -> Iterator[Fault]:
    for node in doing(graph, "request_hearing"):
        limits = node.step.limits if node.step else ()
        if not any(limit.unit == "working" and limit.value >= REQUEST_DAYS for limit in limits):
            yield fault(node, REQUEST_SAYS)


NOTICE_SAYS = _("“%(name)s” must be served seven working days before the hearing, counted backward; set roll.")


@saying(NOTICE_SAYS)
def _notice(graph: Graph) -> Iterator[Fault]:
    for node in doing(graph, "notify_hearing"):
        limits = node.step.limits if node.step else ()
        if not any(t.unit == "working" and t.value >= NOTICE_DAYS and t.roll == "backward" for t in limits):
            yield fault(node, NOTICE_SAYS)


NOTIFIED_SAYS = _("“%(name)s” can be reached without serving the hearing notice; serve it first.")


@saying(NOTIFIED_SAYS)
def _notified(graph: Graph) -> Iterator[Fault]:
    hearings = [node for node in doing(graph, "hold_hearing") if node.kind != "call"]
    for node, path in paths.from_start(graph, hearings, does("notify_hearing")):
        yield fault(node, NOTIFIED_SAYS, path)


SIGNED_SAYS = _("“%(name)s” can be reached without the signed record; let the parties check it.")


@saying(SIGNED_SAYS)
def _signed(graph: Graph) -> Iterator[Fault]:
    for node, path in paths.from_start(graph, doing(graph, "report_hearing"), does("sign_hearing_record")):
        yield fault(node, SIGNED_SAYS, path)


_H: frozenset[Kind] = frozenset({"hearing"})
RULES = (
    Rule("CF64A", _("Five working days to ask"), PENALTY, "第六十四条第一项", PENALTY_SINCE, _request, _H),
    Rule("CF64B", _("Seven working days' notice"), PENALTY, "第六十四条第二项", PENALTY_SINCE, _notice, _H),
    Rule("CF64B2", _("Notice before the hearing"), PENALTY, "第六十四条第二项", PENALTY_SINCE, _notified, _H),
    Rule("CF64D", _("The chair did not investigate"), PENALTY, "第六十四条第四项", PENALTY_SINCE, _chair, _H),
    Rule("CF64H", _("The record is signed before the report"), PENALTY, "第六十四条第八项", PENALTY_SINCE, _signed, _H),
)  # fmt: skip
