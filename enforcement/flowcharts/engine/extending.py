"""Which extension the chart allows next, who grants it, and how one is refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal
from enforcement.flowcharts import store
from enforcement.flowcharts.graph import Extension, Node
from enforcement.flowcharts.models import RunClock, StepRecord


class NotExtendable(Refusal):
    """Refuse where the chart allows no extension, or no further one."""

    sentence = _("The published procedure allows no extension here, or no further one.")
    remedy = _("Finish within the term.")


class ExtendedTooLate(Refusal):
    """Refuse an extension after the term: what is granted then does not count."""

    sentence = _("The term is over: it cannot be extended any more.")
    article = "中华人民共和国行政处罚法第六十条"
    remedy = _("Finish now; the lateness stays on record and the reason can be noted there.")


class ExtensionWithoutGrounds(Refusal):
    """Refuse an extension without its reason or its document."""

    sentence = _("An extension needs its reason and the document that grants it.")
    remedy = _("Say why the time is not enough, and give the name or number of the approval.")


class OtherLength(Refusal):
    """Refuse another length or unit than the published one."""

    sentence = _("The published procedure allows another length.")
    remedy = _("Take the length that the page offers.")


@dataclass(frozen=True, slots=True)
class Allowed:
    """The extension that may be granted next. ``fixed``: at most ``by``; else a reasonable length is set."""

    by: int
    unit: str
    approver: str
    level: int
    fixed: bool
    basis: str = ""


def allowed(subject: RunClock | StepRecord) -> Allowed | None:
    """Return what the chart allows next for an open clock or step, None where there is nothing (left)."""
    closed = subject.closed_at if isinstance(subject, RunClock) else subject.left_at
    rule = rule_of(subject)
    if rule is None or closed is not None:
        return None
    had = subject.extensions.filter(counts=True).count()
    if had < rule.times:
        return Allowed(rule.by, rule.unit, rule.approver, had + 1, fixed=True, basis=rule.basis)
    if rule.then and had == rule.times:
        # Decided together, which also sets its reasonable length (市场监督管理行政处罚程序规定第六十四条).
        return Allowed(rule.by, rule.unit, rule.then, had + 1, fixed=False, basis=rule.basis)
    return None


def rule_of(subject: RunClock | StepRecord) -> Extension | None:
    """Return the chart's extension: a step's own; of a clock, that of the step which closes it and has no own limit."""
    if isinstance(subject, StepRecord):
        return _first(store.graph_of(subject.node.version_id).node[subject.node.key], own=True)
    graph = store.graph_of(subject.run.version_id)
    clock = next((c for c in graph.clocks if c.code == subject.code), None)
    return _first(graph.node[clock.closes.partition(":")[2]], own=False) if clock else None


def _first(node: Node, *, own: bool) -> Extension | None:
    step = node.step
    return step.extensions[0] if step and step.extensions and bool(step.limits) is own else None
