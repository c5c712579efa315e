"""From a chart to what is drawn of it: gateways after a step become its branches, merges disappear into arrows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from enforcement.flowcharts.drawing import words
from enforcement.flowcharts.drawing.words import Language
from enforcement.flowcharts.graph import Flow, Graph, Node

DECIDES = frozenset({"task", "call", "subprocess", "timer"})
DEEPEST = 30
NEW, ON_THE_WAY, DONE = range(3)


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow of the picture, perhaps over several arrows of the chart."""

    source: str
    target: str
    label: str = ""
    back: bool = False
    timer: bool = False
    main: bool = False  # the default way on
    flows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visual:
    """What is drawn of one scope: its nodes in the order of the file and its arrows, those that lead back marked."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    @property
    def forward(self) -> tuple[Link, ...]:
        """The arrows that lead on."""
        return tuple(link for link in self.links if not link.back)


def visual(graph: Graph, parent: str = "", language: Language = "zh") -> Visual:
    """Return what is drawn of a chart, or of one embedded sub-process of it."""
    shown = [n for n in graph.nodes if n.parent == parent and n.kind != "boundary" and not _hidden(graph, n)]
    links = [link for node in shown for link in _links(graph, node, language)]
    keys = [n.key for n in shown]
    links = [link for link in dict.fromkeys(links) if link.target in keys]
    back = ways_back(keys, links)
    marked = tuple(Link(k.source, k.target, k.label, i in back, k.timer, k.main, k.flows) for i, k in enumerate(links))
    return Visual(tuple(shown), marked)


def ways_back(keys: list[str], links: list[Link]) -> set[int]:
    """Return which arrows are drawn as leading back: the fewest that leave no circle."""
    return min((_by_depth(keys, links), _by_file(keys, links)), key=len)


def _hidden(graph: Graph, node: Node) -> bool:
    if node.kind != "exclusive":
        return False
    if len(graph.leaving[node.key]) == 1:
        return True
    entering = graph.entering[node.key]
    return len(entering) == 1 and graph.node[entering[0].source].kind in DECIDES


def _links(graph: Graph, node: Node, language: Language) -> Iterator[Link]:
    for flow in graph.leaving[node.key]:
        for target, label, main, flows in _ends(graph, flow, language, 0):
            yield Link(node.key, target, label, main=main, flows=flows)
    for timer in graph.nodes:
        if timer.attached_to == node.key:
            told = words.wait_of(timer.timer, language)
            after = f"{told}{words.SAID['zh']['after']}" if language == "zh" else f"{told} {words.SAID['en']['after']}"
            for flow in graph.leaving[timer.key]:
                for target, label, main, flows in _ends(graph, flow, language, 0):
                    yield Link(node.key, target, label or after, timer=True, main=main, flows=flows)


def _ends(graph: Graph, flow: Flow, language: Language, depth: int) -> Iterator[tuple[str, str, bool, tuple[str, ...]]]:
    """Yield where an arrow comes to, through gateways that are not drawn."""
    label = words.label_of(graph, flow, language)
    target = graph.node.get(flow.target)
    if target is None or depth > DEEPEST:
        return
    if not _hidden(graph, target):
        yield target.key, label, flow.is_default, (flow.key,)
        return
    for further in graph.leaving[target.key]:
        for key, said, main, flows in _ends(graph, further, language, depth + 1):
            yield key, said or label, main or flow.is_default, (flow.key, *flows)


def _by_depth(keys: list[str], links: list[Link]) -> set[int]:
    """Return the arrows that lead back to a node on the way to them, searching in depth from the start."""
    leaving: dict[str, list[int]] = {key: [] for key in keys}
    for i, link in enumerate(links):
        leaving[link.source].append(i)
    for out in leaving.values():
        out.sort(key=lambda i: (not links[i].main, keys.index(links[i].target)))
    back: set[int] = set()
    state = dict.fromkeys(keys, NEW)
    for first in keys:
        if state[first] == NEW:
            _descend(first, leaving, links, state, back)
    return back


def _descend(
    first: str, leaving: dict[str, list[int]], links: list[Link], state: dict[str, int], back: set[int]
) -> None:
    state[first] = ON_THE_WAY
    stack = [(first, iter(leaving[first]))]
    while stack:
        key, rest = stack[-1]
        for i in rest:
            target = links[i].target
            if state[target] == ON_THE_WAY:
                back.add(i)
            elif state[target] == NEW:
                state[target] = ON_THE_WAY
                stack.append((target, iter(leaving[target])))
                break
        else:
            state[key] = DONE
            stack.pop()


def _by_file(keys: list[str], links: list[Link]) -> set[int]:
    """Return the arrows within a circle that lead up in the order of the file."""
    place = {key: i for i, key in enumerate(keys)}
    component = _components(keys, links)
    return {
        i
        for i, k in enumerate(links)
        if component[k.source] == component[k.target] and place[k.target] <= place[k.source]
    }


def _components(keys: list[str], links: list[Link]) -> dict[str, str]:
    """Return for each node a name of its strongly connected component (charts are small: by reachability)."""
    onward: dict[str, set[str]] = {key: set() for key in keys}
    for link in links:
        onward[link.source].add(link.target)
    reach = {}
    for key in keys:
        seen: set[str] = set()
        waiting = [key]
        while waiting:
            for following in onward[waiting.pop()] - seen:
                seen.add(following)
                waiting.append(following)
        reach[key] = seen
    return {
        key: min((other for other in keys if other in reach[key] and key in reach[other]), default=key) for key in keys
    }
