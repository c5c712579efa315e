"""Random charts: block-structured ones that run soundly, and wild ones that only have to be drawn."""

from __future__ import annotations

import itertools

from hypothesis import strategies as st

from enforcement.flowcharts.graph import Flow, Graph, Node, RoleRule, StepRule


class Builder:
    """Puts nodes and arrows together; a block is what lies between an entry and an exit node."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.flows: list[Flow] = []
        self.count = itertools.count(1)

    def node(self, kind: str, **more: object) -> str:
        key = f"{kind}{next(self.count)}"
        step = None
        if kind in {"task", "call", "subprocess"}:
            step = StepRule(code=f"T{len(self.nodes):02d}", act="record", roles=(RoleRule("handle"),))
        self.nodes.append(Node(key, kind, name=f"步骤{key}" if step else "", step=step, **more))
        return key

    def flow(self, source: str, target: str, condition: str = "", default: bool = False) -> None:
        self.flows.append(Flow(f"f{next(self.count)}", source, target, condition, default, name=condition[-3:]))


def build(shape: object, b: Builder) -> tuple[str, str]:
    """Build a block and return its entry and exit."""
    kind, *parts = shape
    if kind == "task":
        key = b.node("task")
        return key, key
    if kind == "seq":
        ends = [build(part, b) for part in parts]
        for (_a, out), (into, _b) in itertools.pairwise(ends):
            b.flow(out, into)
        return ends[0][0], ends[-1][1]
    if kind == "par":
        split, join = b.node("parallel"), b.node("parallel")
        for part in parts:
            into, out = build(part, b)
            b.flow(split, into)
            b.flow(out, join)
        return split, join
    if kind == "xor":
        first, split, merge = b.node("task"), b.node("exclusive"), b.node("exclusive")
        b.flow(first, split)
        for i, part in enumerate(parts):
            into, out = build(part, b)
            b.flow(split, into, "" if i == 0 else f"outcome == 'b{i}'", default=i == 0)
            b.flow(out, merge)
        return first, merge
    # loop: do the block, then a task that sends it back or lets it go on
    merge, check, split, after = b.node("exclusive"), b.node("task"), b.node("exclusive"), b.node("task")
    into, out = build(parts[0], b)
    b.flow(merge, into)
    b.flow(out, check)
    b.flow(check, split)
    b.flow(split, after, default=True)
    b.flow(split, merge, "outcome == 'b1'")
    return merge, after


def whole(shape: object) -> Graph:
    """Return a chart with one block."""
    b = Builder()
    start = b.node("start")
    into, out = build(shape, b)
    b.flow(start, into)
    end = b.node("end", outcome="done")
    b.flow(out, end)
    return Graph("R", "随机", tuple(b.nodes), tuple(b.flows))


def _blocks(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda parts: ("seq", *parts)),
        several.map(lambda parts: ("par", *parts)),
        several.map(lambda parts: ("xor", *parts)),
        inner.map(lambda part: ("loop", part)),
    )


shapes = st.recursive(st.just(("task",)), _blocks, max_leaves=9)
sound = shapes.map(whole)


@st.composite
def wild(draw: st.DrawFn) -> Graph:
    """Any chart with arrows in every direction, as somebody's first draft may be."""
    b = Builder()
    start = b.node("start")
    tasks = [b.node("task") for _n in range(draw(st.integers(1, 14)))]
    gates = [b.node("exclusive") for _n in range(draw(st.integers(0, 4)))]
    end = b.node("end")
    b.flow(start, tasks[0])
    places = tasks + gates
    for key in places:
        for target in draw(st.lists(st.sampled_from([*places, end]), min_size=1, max_size=4)):
            b.flow(key, target)
    return Graph("W", "草稿", tuple(b.nodes), tuple(b.flows))
