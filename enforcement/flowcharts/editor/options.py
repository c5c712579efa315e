"""The lists that fields choose from, with the words that people read."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts import acts, guards
from enforcement.flowcharts.editor.ways import rows
from enforcement.flowcharts.graph import Graph, Node
from enforcement.flowcharts.table import EVENTS
from enforcement.organisation.duties.codes import DUTIES

Pair = tuple[str, Promise | str]
FIXED: dict[str, tuple[Pair, ...]] = {
    "units": (
        ("calendar", _("calendar days")), ("working", _("working days")), ("hour", _("hours")), ("month", _("months")),
        ("minute", _("minutes")),
    ),
    "starts": (("next-day", _("the day after")), ("same-day", _("the day itself"))),
    "rolls": (
        ("forward", _("the next working day counts")), ("backward", _("counted backwards, at least so long before")),
        ("none", _("it stays that day")),
    ),
    "kinds": (
        ("statutory", _("set by law")), ("internal", _("rule of the agency or its field")),
        ("promise", _("promised to the public")),
    ),
    "moments": (("leave", _("the step is finished")), ("enter", _("the step begins"))),
    "clocks": (("case", _("that of the whole case")), ("step", _("that of the step"))),
    "fact_types": (
        ("boolean", _("yes or no")), ("number", _("number")), ("text", _("text")), ("date", _("day")),
    ),
    "grounds": (
        ("hearing", _("hearing")), ("announcement", _("public notice")), ("testing", _("testing or inspection")),
        ("identification", _("expert identification")), ("suspension", _("suspension of the case")),
        ("transfer", _("transfer to another body")), ("reconsideration", _("reconsideration")),
        ("litigation", _("litigation")), ("refund", _("refund")),
    ),
}  # fmt: skip
LAWS = (
    "中华人民共和国行政处罚法", "中华人民共和国行政强制法", "中华人民共和国行政许可法", "行政执法监督条例",
    "市场监督管理行政处罚程序规定", "农业行政处罚程序规定", "住房和城乡建设行政处罚程序规定",
)  # fmt: skip


def options(graph: Graph, node: Node | None) -> dict[str, list[Pair]]:
    """Return every list for the form of a row, or of the chart as a whole."""
    return {
        **{name: list(pairs) for name, pairs in FIXED.items()},
        "duties": [(d.code, d.title) for d in DUTIES.values()],
        "acts": [(code, act.title) for code in sorted(acts.codes()) if (act := acts.act_of(code))],
        "guards": [(g.type, _asked(g.sentence)) for g in guards.GUARDS.values()],
        "laws": [(law, "") for law in sorted({*LAWS, *_laws(graph)})],
        "from": [("step", _("the beginning of the step")), ("case", _("the opening of the case"))]
        + [(f"event:{name}", words) for name, words in EVENTS.items()],
        "targets": [(r.node.key, r.label) for r in rows(graph) if _may_follow(r.node, node)],
        "hosts": [(r.node.key, r.label) for r in rows(graph) if r.node.kind == "task"],
        "places": [(f"{when}:{n.key}", f"{n.step.code} {n.name} {said}") for n in graph.steps if n.step
                   for when, said in (("enter", _("begins")), ("leave", _("is finished")))],
        "conditions": list(_conditions(graph, node)),
    }  # fmt: skip


def _asked(sentence: Promise | str) -> str:
    return str(sentence).replace("%(", "‹").replace(")s", "›")


def _laws(graph: Graph) -> Iterable[str]:
    for step in (n.step for n in graph.steps if n.step):
        yield from (basis.law for basis in step.bases if basis.law)
        yield from (limit.law for limit in step.limits if limit.law)


def _may_follow(target: Node, node: Node | None) -> bool:
    return node is not None and target.kind not in {"start", "boundary"} and target.parent == node.parent


def _conditions(graph: Graph, node: Node | None) -> Iterable[Pair]:
    for code, name, _name_en in node.step.outcomes if node and node.step else ():
        yield f"outcome == '{code}'", name
    for fact in graph.facts:
        yield (fact.name if fact.type == "boolean" else f"{fact.name} == "), fact.label
