"""Parse a BPMN file into a graph, or refuse it with every problem it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts import conditions
from enforcement.flowcharts.bpmn import allowed, tree
from enforcement.flowcharts.bpmn.law import Law
from enforcement.flowcharts.bpmn.refused import BpmnRefused
from enforcement.flowcharts.bpmn.tree import Element
from enforcement.flowcharts.bpmn.vocabulary import BPMN, NODES
from enforcement.flowcharts.graph import CaseClock, Flow, Graph, Node, NodeKind
from enforcement.flowcharts.problems import Problems

MOST_NODES = 300
LONGEST_NAME = 120
_ID = re.compile(r"[^\W\d][\w.-]{0,99}\Z")
_DURATION = re.compile(r"P(?=.)(?:[0-9]{1,3}D)?(?:T(?=.)(?:[0-9]{1,4}H)?(?:[0-9]{1,5}M)?)?\Z")
_CALLED = re.compile(r"(?:chart:(?P<chart>\w[\w.-]{0,39})|(?P<version>sha256:[0-9a-f]{64}))\Z")


def parse(data: bytes) -> Graph:
    """Read a flowchart from the bytes of a BPMN 2.0 file.

    Nothing outside the file is read and nothing in it is run. Files above 512 KB, 300 nodes or 300 characters in a
    condition, with a document type or with anything outside the accepted subset are refused.

    Raises:
        BpmnRefused: with all problems found, each with its line.
    """
    problems = Problems()
    root = tree.read(data, problems)
    if root is None:
        raise BpmnRefused(problems)
    allowed.check(root, problems)
    processes = list(root.all(BPMN, "process"))
    if root.tag == "definitions" and len(processes) != 1:
        line = processes[1].line if processes else root.line
        problems.add("process", line, "", _("A file holds exactly one process; put each flowchart in its own file."))
    if not processes:
        raise BpmnRefused(problems)
    graph = _Reader(problems).graph(root, processes[0])
    if problems:
        raise BpmnRefused(problems)
    return graph


class _Reader:
    """Builds the graph of one process."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.law = Law(problems)
        self.lines: dict[str, int] = {}

    def graph(self, root: Element, process: Element) -> Graph:
        self._identify(process)
        self._participants(root, process)
        elements = list(_scoped(process, "", NODES))
        if len(elements) > MOST_NODES:
            line = elements[MOST_NODES][0].line
            self.problems.add("nodes", line, "", _("The flowchart has more than 300 nodes; call parts as own charts."))
            raise BpmnRefused(self.problems)
        nodes = tuple(self._node(element, parent) for element, parent in elements)
        self._hosts({node.key: node for node in nodes})
        flows = tuple(self._flows(process, {node.key: node for node in nodes}))
        clocks, facts, title_en = self.law.process(process)
        self._clocks(clocks, {node.key for node in nodes}, process.line)
        return Graph(
            key=process.id,
            name=process.get("name"),
            nodes=nodes,
            flows=flows,
            clocks=clocks,
            facts=facts,
            lanes=self._lanes(process, {node.key for node in nodes}),
            title_en=title_en,
        )

    def _identify(self, element: Element) -> str:
        """Check that the element has an id of its own and a name of sensible length."""
        key = element.id
        if not key:
            self.problems.add("id", element.line, "", _("%(tag)s has no id; give it one."), tag=element.tag)
        elif not _ID.match(key):
            self.problems.add(
                "id", element.line, key, _("Ids begin with a letter and hold letters, digits, - . and _.")
            )
        elif key in self.lines:
            self.problems.add(
                "id", element.line, key, _("The id %(id)s is already used in line %(line)s; change one."),
                id=key, line=self.lines[key],
            )  # fmt: skip
        if len(element.get("name")) > LONGEST_NAME:
            self.problems.add("name", element.line, key, _("The name is longer than 120 characters; shorten it."))
        self.lines.setdefault(key, element.line)
        return key

    def _participants(self, root: Element, process: Element) -> None:
        pools = [pool for group in root.all(BPMN, "collaboration") for pool in group.all(BPMN, "participant")]
        for pool in pools:
            if len(pools) > 1 or pool.get("processRef") != process.id:
                self.problems.add(
                    "pool", pool.line, pool.id, _("One pool only, for the one process; delete the others.")
                )

    # ------------------------------------------------------------------------------------------------- nodes

    def _node(self, element: Element, parent: str) -> Node:
        kind: NodeKind = NODES[element.tag]  # type: ignore[assignment]
        step, outcome = None, ""
        if kind in {"task", "call", "subprocess"}:
            step = self.law.step(element)
        elif kind == "end":
            outcome = self.law.end(element)
        else:
            self.law.found(element)
        return Node(
            key=self._identify(element),
            kind=kind,
            name=element.get("name"),
            line=element.line,
            step=step,
            called=self._called(element) if kind == "call" else "",
            timer=self._timer(element) if kind in {"timer", "boundary"} else "",
            attached_to=element.get("attachedToRef") if kind == "boundary" else "",
            interrupting=element.get("cancelActivity") != "false",
            outcome=outcome,
            parent=parent,
            terminate=any(element.all(BPMN, "terminateEventDefinition")),
        )

    def _called(self, element: Element) -> str:
        match = _CALLED.match(element.get("calledElement"))
        if match is None:
            self.problems.add(
                "called", element.line, element.id,
                _("A call names another chart as chart:CODE, or a published version as sha256:…; write calledElement."),
            )  # fmt: skip
            return ""
        return match["chart"] or match["version"]

    def _timer(self, element: Element) -> str:
        durations = [t for d in element.all(BPMN, "timerEventDefinition") for t in d.all(BPMN, "timeDuration")]
        if len(durations) != 1:
            self.problems.add(
                "timer",
                element.line,
                element.id,
                _("An event of this kind needs one timer with a duration, such as P5D."),
            )
            return ""
        if not _DURATION.match(durations[0].text):
            self.problems.add(
                "timer", durations[0].line, element.id,
                _("“%(text)s” is not a duration in days, hours or minutes, such as P5D or PT24H."),
                text=durations[0].text,
            )  # fmt: skip
        return durations[0].text

    def _hosts(self, nodes: dict[str, Node]) -> None:
        for node in nodes.values():
            host = nodes.get(node.attached_to)
            if node.kind == "boundary" and (host is None or host.kind != "task" or host.parent != node.parent):
                self.problems.add(
                    "boundary",
                    node.line,
                    node.key,
                    _("The timer must sit on a user task of the same process; attach it."),
                )

    # ------------------------------------------------------------------------------------------------- arrows

    def _flows(self, process: Element, nodes: dict[str, Node]) -> Iterator[Flow]:
        gateways = [
            gateway for gateway, _parent in _scoped(process, "", {"exclusiveGateway"}) if gateway.get("default")
        ]
        defaults = {(gateway.id, gateway.get("default")) for gateway in gateways}
        leaving: set[tuple[str, str]] = set()
        for element, parent in _scoped(process, "", {"sequenceFlow"}):
            key = self._identify(element)
            source, target = (
                self._end(element, "sourceRef", nodes, parent),
                self._end(element, "targetRef", nodes, parent),
            )
            leaving.add((source, key))
            is_default = (source, key) in defaults
            condition = self._condition(element)
            if condition and is_default:
                self.problems.add("default", element.line, key, _("The default arrow carries no condition; delete it."))
            yield Flow(key, source, target, condition, is_default, element.get("name"), element.line)
        for gateway in gateways:
            if (gateway.id, gateway.get("default")) not in leaving:
                message = _("The default “%(key)s” is not an arrow that leaves this gateway; choose one that does.")
                self.problems.add("default", gateway.line, gateway.id, message, key=gateway.get("default"))

    def _end(self, element: Element, name: str, nodes: dict[str, Node], parent: str) -> str:
        key = element.get(name)
        if key not in nodes or nodes[key].parent != parent:
            message = _("%(name)s “%(key)s” is not a node of the same process; draw the arrow again.")
            self.problems.add("arrow", element.line, element.id, message, name=name, key=key)
        return key

    def _condition(self, flow: Element) -> str:
        found = list(flow.all(BPMN, "conditionExpression"))
        if len(found) > 1:
            self.problems.add("condition", found[1].line, flow.id, _("An arrow has one condition; delete the second."))
        if not found:
            return ""
        element = found[0]
        if element.get("language") != conditions.LANGUAGE:
            self.problems.add(
                "condition", element.line, flow.id, _('The condition must say language="%(language)s".'),
                language=conditions.LANGUAGE,
            )  # fmt: skip
        try:
            conditions.parse(element.text)
        except conditions.ConditionRefused as refused:
            self.problems.add(
                "condition", element.line, flow.id, _("Condition, character %(column)s: %(why)s"),
                column=refused.column, why=refused.sentence,
            )  # fmt: skip
        return element.text

    # ------------------------------------------------------------------------------------------------- the rest

    def _clocks(self, clocks: tuple[CaseClock, ...], keys: set[str], line: int) -> None:
        for clock in clocks:
            for place in (clock.opens, clock.closes):
                if place.partition(":")[2] not in keys:
                    message = _("The clock %(code)s names “%(place)s”, which is not in the chart.")
                    self.problems.add("clock", line, clock.code, message, code=clock.code, place=place)

    def _lanes(self, process: Element, keys: set[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        lanes = []
        for lane in (lane for lanes in process.all(BPMN, "laneSet") for lane in lanes.all(BPMN, "lane")):
            members = tuple(ref.text for ref in lane.all(BPMN, "flowNodeRef"))
            for member in (member for member in members if member not in keys):
                self.problems.add(
                    "lane", lane.line, lane.id, _("The lane names “%(key)s”, which is not in the chart."), key=member
                )
            lanes.append((lane.get("name") or lane.id, members))
        return tuple(lanes)


def _scoped(owner: Element, parent: str, tags: dict[str, str] | set[str]) -> Iterator[tuple[Element, str]]:
    """Yield the wanted elements with the key of the sub-process that holds them, in the order of the file."""
    for element in owner.children:
        if element.ns == BPMN and element.tag in tags:
            yield element, parent
        if element.ns == BPMN and element.tag == "subProcess":
            yield from _scoped(element, element.id, tags)
