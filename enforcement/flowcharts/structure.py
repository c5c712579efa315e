"""Checks of a chart's shape before it may be published: it can start, go on, come together and end.

What is proved here lets the engine stay simple: one token per branch, no branch without a default, no join that waits
for ever, no name that the system does not know.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts import blocks, conditions, guards
from enforcement.flowcharts.graph import Flow, Graph, Node
from enforcement.flowcharts.problems import Problem, Problems

PEOPLE = frozenset({"task", "call", "subprocess"})


def check(graph: Graph, *, acts: Collection[str], duties: Collection[str], charts: Collection[str]) -> list[Problem]:
    """Return every fault of the shape, in the order of the file; an empty list means the chart may run.

    ``acts`` are the acts that apps have registered, ``duties`` the codes of duties, ``charts`` the codes (or
    ``sha256:…``) that a call may name.
    """
    problems = Problems()
    for parent in ("", *(node.key for node in graph.nodes if node.kind == "subprocess")):
        _scope(graph, parent, problems)
    for node in graph.nodes:
        _degree(graph, node, problems)
        if node.kind in PEOPLE:
            _step(node, frozenset(acts), frozenset(duties), problems)
        if node.kind == "call" and node.called not in charts:
            message = _("There is no published chart “%(called)s” to call; publish it first or correct the name.")
            problems.add("chart", node.line, node.key, message, called=node.called)
        if node.kind == "exclusive":
            _choice(graph, node, problems)
    _twice(graph, problems)
    _idle(graph, problems)
    for flow in graph.flows:
        _condition(graph, flow, problems)
    if not problems:  # the walk of blocks needs arrows that hold
        blocks.check(graph, problems)
    return list(problems)


def following(graph: Graph, key: str) -> list[str]:
    """Return what comes next after a node, with the ways out of timers that sit on it."""
    timers = [node.key for node in graph.nodes if node.attached_to == key]
    return [flow.target for flow in graph.leaving[key]] + timers


def _scope(graph: Graph, parent: str, problems: Problems) -> None:
    """One start; every node reachable from it and able to reach an end, within the process or one sub-process."""
    nodes = [node for node in graph.nodes if node.parent == parent]
    starts = [node for node in nodes if node.kind == "start"]
    line = graph.node[parent].line if parent else 0
    if len(starts) != 1:
        line = starts[1].line if starts else line
        problems.add("start", line, parent, _("There is exactly one start; this has %(count)s."), count=len(starts))
        return
    forward = {node.key: following(graph, node.key) for node in nodes}
    reached = _reach([starts[0].key], forward)
    backward: dict[str, list[str]] = {key: [] for key in forward}
    for source, targets in forward.items():
        for target in targets:
            backward[target].append(source)
    ending = _reach([node.key for node in nodes if node.kind == "end"], backward)
    for node in nodes:
        if node.key not in reached:
            problems.add(
                "unreachable",
                node.line,
                node.key,
                _("Nothing leads to “%(name)s”; draw an arrow to it."),
                name=_name(node),
            )
        elif node.key not in ending:
            problems.add(
                "endless",
                node.line,
                node.key,
                _("From “%(name)s” no end can be reached; draw a way out."),
                name=_name(node),
            )


def _reach(start: Iterable[str], onward: dict[str, list[str]]) -> set[str]:
    seen = set(start)
    waiting = list(seen)
    while waiting:
        for key in onward[waiting.pop()]:
            if key not in seen:
                seen.add(key)
                waiting.append(key)
    return seen


def _name(node: Node) -> str:
    return node.name or node.key


def _degree(graph: Graph, node: Node, problems: Problems) -> None:
    """Each kind of node has the arrows in and out that its meaning needs."""
    into, out = len(graph.entering[node.key]), len(graph.leaving[node.key])
    if node.kind in {"start", "boundary"} and into:
        problems.add(
            "arrows", node.line, node.key, _("No arrow may lead into “%(name)s”; delete it."), name=_name(node)
        )
    if node.kind == "end" and out:
        problems.add("arrows", node.line, node.key, _("No arrow may leave an end; delete it."))
    if node.kind == "parallel" and not ((into > 1) ^ (out > 1)):
        message = _(
            "A parallel gateway either splits or joins: one arrow in and several out, or several in and one out."
        )
        problems.add("gateway", node.line, node.key, message)
    if node.kind not in {"exclusive", "parallel", "end"} and out > 1:
        message = _("Only one arrow may leave “%(name)s”; put a gateway after it.")
        problems.add("arrows", node.line, node.key, message, name=_name(node))


def _choice(graph: Graph, node: Node, problems: Problems) -> None:
    """An exclusive gateway always has a way to go: a default, and a condition on every other arrow."""
    flows = graph.leaving[node.key]
    if len(flows) < 2:  # noqa: PLR2004 - a merge, or nothing to choose
        return
    if not any(flow.is_default for flow in flows):
        message = _("“%(name)s” needs a default arrow, so that there is always a way to go.")
        problems.add("default", node.line, node.key, message, name=_name(node))
    for flow in flows:
        if not flow.condition and not flow.is_default:
            message = _("This arrow needs a condition; only the default arrow has none.")
            problems.add("condition", flow.line, flow.key, message)


def _step(node: Node, acts: frozenset[str], duties: frozenset[str], problems: Problems) -> None:
    """The step says what is done, by whom and under which guards, in words that the system knows."""
    step = node.step
    if step is None:
        problems.add(
            "step", node.line, node.key, _("“%(name)s” has no law:step; say its code, act and role."), name=_name(node)
        )
        return
    if step.act not in acts:
        message = _("The act “%(act)s” is not known; choose one from the list, or record for a plain step.")
        problems.add("act", node.line, node.key, message, act=step.act)
    if not step.roles:
        problems.add(
            "role", node.line, node.key, _("“%(name)s” says nobody who does it; add law:role."), name=_name(node)
        )
    named = [role.ref for role in step.roles] + [e.approver for e in step.extensions]
    for duty in (duty for duty in [*named, *(e.then for e in step.extensions if e.then)] if duty not in duties):
        problems.add(
            "duty", node.line, node.key, _("The duty “%(duty)s” is not known; choose one from the list."), duty=duty
        )
    for guard in step.guards:
        if guard.type not in guards.GUARDS:
            message = _("The guard “%(type)s” is not known; choose one from the list.")
            problems.add("guard", node.line, node.key, message, type=guard.type)
            continue
        for name in guards.faults(guard.type, dict(guard.params), duties):
            message = _("The guard %(type)s: the parameter “%(param)s” is missing, unknown or of the wrong kind.")
            problems.add("guard", node.line, node.key, message, type=guard.type, param=name)


def _idle(graph: Graph, problems: Problems) -> None:
    """Every loop goes through a step or a timer, so that the engine never runs in a circle by itself."""
    gates = {node.key for node in graph.nodes if node.kind in {"exclusive", "parallel"}}
    onward = {key: [flow.target for flow in graph.leaving[key] if flow.target in gates] for key in gates}
    for node in graph.nodes:
        if node.key in gates and node.key in _reach(onward[node.key], onward):
            problems.add(
                "loop", node.line, node.key, _("Gateways lead in a circle without any step; put a step into the loop.")
            )
            return


def _twice(graph: Graph, problems: Problems) -> None:
    """Codes of steps are unique, so that people and statistics can name a step."""
    seen: dict[str, Node] = {}
    for node in graph.steps:
        code = node.step.code if node.step else ""
        if code in seen:
            message = _("The code %(code)s is already used by “%(name)s”; give this step its own.")
            problems.add("code", node.line, node.key, message, code=code, name=_name(seen[code]))
        seen.setdefault(code, node)


def _condition(graph: Graph, flow: Flow, problems: Problems) -> None:
    """A condition stands on an arrow out of a choice, and reads declared facts and outcomes that can happen."""
    if not flow.condition:
        return
    gateway = graph.node[flow.source]
    if gateway.kind != "exclusive" or len(graph.leaving[gateway.key]) == 1:
        message = _("Conditions stand only on arrows that leave a choice; put an exclusive gateway here.")
        problems.add("condition", flow.line, flow.key, message)
        return
    types = {fact.name: fact.type for fact in graph.facts}
    tree = conditions.parse(flow.condition)
    for name in conditions.names(tree):
        if name not in types and name != conditions.OUTCOME:
            message = _("The fact “%(name)s” is not declared; declare it with law:fact, or correct the name.")
            problems.add("fact", flow.line, flow.key, message, name=name)
    possible = outcomes_before(graph, gateway.key)
    for name, mark, value in conditions.against(tree):
        if name == conditions.OUTCOME:
            _outcome(flow, value, possible, problems)
        elif name in types and not _comparable(types[name], mark, value):
            message = _("The fact “%(name)s” is a %(type)s and cannot be compared so with “%(value)s”.")
            problems.add("fact", flow.line, flow.key, message, name=name, type=types[name], value=value)


def _outcome(flow: Flow, value: object, possible: set[str], problems: Problems) -> None:
    if value not in possible:
        message = _(
            "No step before this gateway has the outcome “%(value)s”; declare it there or correct the condition."
        )
        problems.add("outcome", flow.line, flow.key, message, value=value)


def _comparable(kind: str, mark: str, value: object) -> bool:
    equal = mark in {"==", "!="}
    if kind == "boolean":
        return equal and isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str) and (equal or kind == "date")


def outcomes_before(graph: Graph, key: str) -> set[str]:
    """Return the outcomes of the steps that lead to a gateway, through other gateways."""
    found: set[str] = set()
    seen, waiting = {key}, [key]
    while waiting:
        for source in {flow.source for flow in graph.entering[waiting.pop()]} - seen:
            seen.add(source)
            node = graph.node[source]
            if node.step is not None:
                found |= {code for code, _zh, _en in node.step.outcomes}
            elif node.kind in {"exclusive", "parallel"}:
                waiting.append(source)
    return found
