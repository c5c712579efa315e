"""A chart as an ordered table of steps: the primary form for reading, by eye or by ear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.graph import Basis, DocumentRule, Extension, Graph, Limit, Node, RoleRule, StepRule
from enforcement.flowcharts.lint import paths

EVENTS: dict[str, Promise | str] = {
    "notice_served": _("service of the notice"),
    "hearing_accepted": _("acceptance of the hearing"),
    "hearing_on": _("the day of the hearing"),
    "decided": _("the decision"),
    "served": _("service of the decision"),
    "remedies_lapsed": _("the end of the period for review and suit"),
}


Words: TypeAlias = tuple[str, str]  # the same in Chinese and English
TOGETHER: Words = ("各并行环节均已办结", "all parallel steps are done")


@dataclass(frozen=True, slots=True)
class Next:
    """Where a step leads: the next step or end, and when (any of these, in Chinese and English; empty: always)."""

    key: str
    code: str
    title: str
    title_en: str
    when: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One step in the order in which a case meets it. ``number`` counts from 1."""

    number: int
    key: str
    code: str
    title: str
    title_en: str
    act: str
    called: str
    public: bool
    roles: tuple[RoleRule, ...]
    limits: tuple[Limit, ...]
    extensions: tuple[Extension, ...]
    next: tuple[Next, ...]
    documents: tuple[DocumentRule, ...]
    bases: tuple[Basis, ...]
    outcomes: tuple[tuple[str, str, str], ...]
    note: str = ""
    risk: str = ""

    @property
    def limit(self) -> str:
        """All limits of the step in words, in the reader's language."""
        return gettext("; ").join(limit_words(limit) for limit in self.limits)


def rows(graph: Graph) -> list[Row]:
    """Return the steps in walking order: side ways come right after the step they leave, the main way goes on below.

    The chart should have passed ``structure.check``.
    """
    steps = [(node, node.step) for node in map(graph.node.__getitem__, walk(graph)) if node.step is not None]
    moves = paths.Moves(graph)
    return [_row(moves, node, step, number) for number, (node, step) in enumerate(steps, start=1)]


def walk(graph: Graph) -> list[str]:
    """Return the keys of all nodes that the start leads to, each after those that lead to it (ways back aside)."""
    done: list[str] = []
    seen = {graph.start.key}
    stack = [(graph.start.key, _onward(graph, graph.start.key))]
    while stack:
        key, onward = stack[-1]
        for target in onward:
            if target not in seen:
                seen.add(target)
                stack.append((target, _onward(graph, target)))
                break
        else:
            done.append(key)
            stack.pop()
    return done[::-1]


def _onward(graph: Graph, key: str) -> Iterator[str]:
    """Yield what follows, the main way first: it is finished first and so stands last."""
    flows = sorted(graph.leaving[key], key=lambda flow: not flow.is_default)
    yield from (flow.target for flow in flows[:1])
    yield from (flow.target for flow in reversed(flows[1:]))
    yield from (node.key for node in graph.nodes if node.attached_to == key)
    yield from (node.key for node in graph.nodes if node.parent == key and node.kind == "start")


def _row(moves: paths.Moves, node: Node, step: StepRule, number: int) -> Row:
    return Row(
        number=number,
        key=node.key,
        code=step.code,
        title=node.name,
        title_en=step.title_en,
        act=step.act,
        called=node.called,
        public=step.public,
        roles=step.roles,
        limits=step.limits,
        extensions=step.extensions,
        next=_next(moves, node, step),
        documents=step.documents,
        bases=step.bases,
        outcomes=step.outcomes,
        note=step.note,
        risk=step.risk,
    )


def _next(moves: paths.Moves, node: Node, step: StepRule) -> tuple[Next, ...]:
    found: dict[str, dict[Words, None]] = {}
    labels = {code: (zh, en) for code, zh, en in step.outcomes}
    always = len(labels) < 2  # noqa: PLR2004 - nothing to tell apart
    for _flow, (key, outcome) in moves((node.key, None)):
        first: tuple[Words, ...] = () if always or outcome is None else (labels[outcome],)
        for target, words in _ahead(moves, key, outcome, first):
            told = ("，且".join(zh for zh, _en in words), " and ".join(en for _zh, en in words))
            found.setdefault(target, {})[told] = None
    return tuple(_named(moves.graph.node[key], () if ("", "") in when else tuple(when)) for key, when in found.items())


def _ahead(
    moves: paths.Moves, key: str, outcome: str | None, first: tuple[Words, ...]
) -> Iterator[tuple[str, tuple[Words, ...]]]:
    """Follow gateways and timers to the next steps and ends, gathering all that decides the way."""
    graph = moves.graph
    waiting, seen = [(key, first)], set()
    while waiting:
        here, words = waiting.pop(0)
        node = graph.node[here]
        if node.step is not None or (node.kind == "end" and not node.parent):
            yield here, words
        elif here not in seen:
            seen.add(here)
            words += _passing(graph, node)
            onward = moves((here, outcome))
            for flow, (target, _outcome) in onward:
                name = next((f.name for f in graph.leaving[here] if f.key == flow), "")
                undecided = node.kind == "exclusive" and len(onward) > 1 and name
                waiting.append((target, (*words, (name, name)) if undecided else words))


def _passing(graph: Graph, node: Node) -> tuple[Words, ...]:
    """Say what must happen at a timer or a join before the way goes on."""
    if node.timer:
        return ((node.name or node.timer, node.name or node.timer),)
    if node.kind == "parallel" and len(graph.entering[node.key]) > 1:
        return (TOGETHER,)
    return ()


def _named(node: Node, when: tuple[Words, ...]) -> Next:
    step = node.step
    return Next(node.key, step.code if step else "", node.name, step.title_en if step else "", when)


# ---------------------------------------------------------------------------------------------------- words


def limit_words(limit: Limit) -> str:
    """Say a limit in the reader's language, such as “within 7 working days of service of the notice”."""
    term = term_words(limit.value, limit.unit)
    kind, _found, event = limit.counts_from.partition(":")
    named = str(EVENTS.get(event, event.replace("_", " ")))
    if limit.roll == "backward":
        words = gettext("at least %(term)s before %(event)s") % {"term": term, "event": named or gettext("the event")}
    elif kind == "event":
        words = gettext("within %(term)s of %(event)s") % {"term": term, "event": named}
    elif kind == "case":
        words = gettext("within %(term)s of the opening of the case") % {"term": term}
    else:
        words = gettext("within %(term)s") % {"term": term}
    if limit.kind == "internal":
        return gettext("%(words)s (rule of the agency or its field)") % {"words": words}
    if limit.kind == "promise":
        return gettext("%(words)s (promised)") % {"words": words}
    return words


def term_words(value: int, unit: str) -> str:
    """Say a length of time in the reader's language, such as “7 working days”."""
    forms = {
        "calendar": ngettext("%(n)s calendar day", "%(n)s calendar days", value),
        "working": ngettext("%(n)s working day", "%(n)s working days", value),
        "hour": ngettext("%(n)s hour", "%(n)s hours", value),
        "month": ngettext("%(n)s month", "%(n)s months", value),
        "minute": ngettext("%(n)s minute", "%(n)s minutes", value),
    }
    return forms[unit] % {"n": value}
