"""Charts that break the rules about the course of a penalty, coercion, licences and the older penalty law."""

from dataclasses import replace
from datetime import date

from enforcement.flowcharts.graph import Basis, DocumentRule, Extension, Graph, GuardRule, Limit, RoleRule
from enforcement.flowcharts.lint.rule import COERCION, LICENSING, PENALTY
from tests.enforcement.flowcharts.drawn import changed, draw, rewired, shipped, step, without_guard

OLDER = date(2021, 7, 14)
P, S, H = (shipped(code) for code in "PSH")
HANDLE = (RoleRule("handle"),)
OWN = (DocumentRule("QZ", "强制执行决定书", required=True),)


def without_document(graph: Graph, code: str, name: str) -> Graph:
    rule = next(n.step for n in graph.steps if n.step.code == code)
    return changed(graph, code, documents=tuple(d for d in rule.documents if name not in d.name))


def limited(graph: Graph, code: str, value: int, unit: str, **more: str) -> Graph:
    limits = (Limit(value, unit, law=PENALTY, article="第一条", **more),) if value else ()  # type: ignore[arg-type]
    return changed(graph, code, limits=limits)


def older_calendar(graph: Graph) -> Graph:
    """Return a chart whose days under the penalty law are calendar days."""
    nodes = []
    for node in graph.nodes:
        if node.step:
            limits = tuple(
                replace(one, unit="calendar") if one.law == PENALTY and one.unit == "working" else one
                for one in node.step.limits
            )
            nodes.append(replace(node, step=replace(node.step, limits=limits)))
        else:
            nodes.append(node)
    return replace(graph, nodes=tuple(nodes))


LICENCE = draw(
    "s>t t>u u>v v>e",
    t={"step": step("t", documents=(DocumentRule("SL", "受理通知书"),), bases=(Basis(LICENSING, "第三十二条"),))},
    u={"step": step("u", documents=(DocumentRule("XK", "准予行政许可决定书"),), bases=(Basis(LICENSING, "第三十八条"),),
                    limits=(Limit(20, "working", law=LICENSING, article="第四十二条"),))},
    v={"step": step("v", bases=(Basis(LICENSING, "第四十四条"),),
                    limits=(Limit(10, "working", law=LICENSING, article="第四十四条"),))},
)  # fmt: skip
SMALL = GuardRule("amount_within_power", (("organisation", "1000"), ("person", "50")))
OLD = {
    "P": older_calendar(P),
    "S": changed(older_calendar(S), "S04", guards=(SMALL, GuardRule("credential_valid_on"))),
    "H": older_calendar(H),
}
URGENT = changed(P, "P31", bases=(Basis(COERCION, "第十九条"),))
MORE: dict[str, tuple[Graph, str, str]] = {
    "CF27": (changed(P, "E4", bases=(Basis("行政执法机关移送涉嫌犯罪案件的规定", "第五条"),)), "P05_investigate", ""),
    "CF40": (rewired(P, ("G_P05", "P06", "P14")), "P14_decide", "P05_investigate"),
    "CF43": (without_guard(P, "P12", "not_recused"), "P12_review", ""),
    "CF45H": (rewired(P, ("G_P08", "P09", "P10")), "P14_decide", "P10_hear_defence"),
    "CF47": (rewired(P, ("P21", "P22", "end_archived")), "end_archived", "P21_close_case"),
    "CF52": (rewired(S, ("S04", "S05", "S07")), "end_archived", "S07_bank"),
    "CF55": (without_guard(P, "P16", "credential_valid_on"), "P16_serve", ""),
    "CF57H": (changed(P, "P14", roles=HANDLE), "P14_decide", ""),
    "CF57N": (rewired(P, *(("G_P14", way, "P15") for way in ("E2", "E3", "E4"))), "P14_decide", ""),
    "CF57T": (rewired(P, ("P09", "P10", "P13")), "P13_discussion", "P09_notify_party"),
    "CF58F": (rewired(P, ("G_P12", "P06", "P14")), "P14_decide", "P12_review"),
    "CF59D": (changed(P, "P15", documents=()), "P15_draw_up_decision", ""),
    "CF61R": (changed(P, "P16", documents=()), "P16_serve", ""),
    "CF63": (rewired(P, ("G_P10", "P11", "P12")), "P09_notify_party", ""),
    "CF72": (rewired(P, ("P16", "and_split", "P19")), "P19_overdue", "P16_serve"),
    "QZ17": (changed(P, "P31", roles=HANDLE, guards=()), "P31_seize", ""),
    "QZ18": (without_document(P, "P31", "审批"), "P31_seize", "P05_investigate"),
    "QZ18R": (without_document(P, "P31", "笔录"), "P31_seize", ""),
    "QZ19": (URGENT, "P05_investigate", "P31_seize"),
    "QZ24": (without_document(P, "P31", "清单"), "P31_seize", ""),
    "QZ27": (changed(P, "P31", bases=(Basis(COERCION, "第十六条至第十八条"),)), "end_archived", "P31_seize"),
    "QZ35": (changed(changed(P, "P19", documents=()), "P20", documents=OWN), "P20_enforce", "P19_overdue"),
    "QZ36": (changed(P, "P20", documents=OWN, bases=(Basis(COERCION, "第三十七条"),)), "P20_enforce", "P19_overdue"),
    "QZ53": (changed(P, "P20", limits=()), "P20_enforce", ""),
    "QZ54": (changed(P, "P19", documents=()), "P20_enforce", "P19_overdue"),
    "XK32": (changed(LICENCE, "t", documents=()), "u", "t"),
    "XK42": (changed(LICENCE, "u", limits=(Limit(30, "working"),)), "u", ""),
    "XK44": (changed(LICENCE, "v", limits=()), "v", ""),
    "JF31": (rewired(OLD["P"], ("G_P08", "P09", "P10")), "P14_decide", "P10_hear_defence"),
    "JF32": (rewired(OLD["P"], ("P09", "P10", "P14")), "P14_decide", "P09_notify_party"),
    "JF33": (older_calendar(S), "S04_deliver", ""),
    "JF37": (changed(OLD["P"], "P16", roles=HANDLE, guards=()), "P16_serve", ""),
    "JF37P": (limited(OLD["P"], "P30", 10, "calendar"), "P30_preserve", ""),
    "JF38": (rewired(OLD["P"], ("G_P13", "P14", "P05"), ("G_P13", "P05", "P22")), "P14_decide", ""),
    "JF38Q": (without_guard(OLD["P"], "P12", "first_time_reviewer_has_law_qualification"), "P12_review", ""),
    "JF40": (limited(OLD["P"], "P16", 0, ""), "P16_serve", ""),
    "JF42A": (limited(OLD["H"], "H02", 2, "calendar"), "H02_request_hearing", ""),
    "JF42B": (limited(OLD["H"], "H06", 7, "calendar"), "H06_notify_hearing", ""),
    "JF46": (limited(OLD["P"], "P18", 30, "calendar"), "P18_record_payment", ""),
    "JFDAY": (limited(OLD["P"], "P16", 7, "working"), "P16_serve", ""),
}  # fmt: skip
LONGER_SEIZURE = changed(P, "P31", extensions=(Extension(30, "calendar", "decide", 2),))
APPROVAL = DocumentRule("SP", "实施行政强制措施审批表", required=True)
BOOKS = tuple(DocumentRule(c, n, required=True) for c, n in (("a", "查封决定书"), ("b", "清单"), ("c", "现场笔录")))
_SEIZED = step("t", act="seize", roles=(RoleRule("handle", 2, certified=True),), documents=BOOKS,
               limits=(Limit(30, "calendar", law=COERCION),),
               bases=(Basis(COERCION, "第十九条"), Basis(COERCION, "第二十七条")))  # fmt: skip


def urgent_then(hours: int) -> Graph:
    """Return a chart with an urgent measure whose approval follows within so many hours."""
    approved = step(
        "u", documents=(APPROVAL,), limits=(Limit(hours, "hour", law=COERCION),), bases=(Basis(COERCION, "第十九条"),)
    )
    return draw("s>t t>u u>e", t={"step": _SEIZED}, u={"step": approved})
