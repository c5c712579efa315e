"""Generated charts, the same ones each time: block-structured and wild, with words as long as those of real charts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

SIGNS = "立案调查取证告知陈述申辩听证审核集体讨论决定送达公开缴款执行结案归档登记保存查封扣押移送复核备案催告"
DUTIES = ("handle", "decide", "review", "check", "discuss", "publish", "supervise")


def charts(number: int, *, wild: bool = True, seed: int = 20261101) -> Iterator[Any]:
    """Yield so many charts; every third may have arrows in all directions, as a first draft has."""
    for n in range(number):
        dice = random.Random(seed + n)
        yield worded(drafted(dice) if wild and n % 3 == 2 else built(dice), dice)


def built(dice: random.Random) -> Any:
    """Return a sound chart of up to about fifty nodes."""
    from tests.enforcement.flowcharts.random_charts import whole  # noqa: PLC0415 (Django is set up by then)

    return whole(shape(dice, dice.randint(2, 14)))


def shape(dice: random.Random, leaves: int, depth: int = 0) -> tuple[Any, ...]:
    """Return a nested shape as the builder of the tests reads it."""
    if leaves <= 1 or depth > 5:
        return ("task",)
    kind = dice.choice(["seq", "seq", "par", "xor", "xor", "loop"])
    if kind == "loop":
        return ("loop", shape(dice, leaves - 1, depth + 1))
    parts = dice.randint(2, min(4, leaves))
    return (kind, *(shape(dice, max(1, leaves // parts), depth + 1) for _n in range(parts)))


def drafted(dice: random.Random) -> Any:
    """Return any chart: tasks and gateways with arrows to anywhere."""
    from enforcement.flowcharts.graph import Graph  # noqa: PLC0415
    from tests.enforcement.flowcharts.random_charts import Builder  # noqa: PLC0415

    b = Builder()
    start = b.node("start")
    places = [b.node("task") for _n in range(dice.randint(2, 22))]
    places += [b.node("exclusive") for _n in range(dice.randint(0, 6))]
    end = b.node("end")
    b.flow(start, places[0])
    for key in places:
        for target in dice.sample([*places, end], dice.randint(1, min(3, len(places)))):
            b.flow(key, target)
    return Graph("W", "草稿", tuple(b.nodes), tuple(b.flows))


def worded(graph: Any, dice: random.Random) -> Any:
    """Return a chart with names, roles, limits and labels of the lengths that officials write."""
    from enforcement.flowcharts.graph import Limit, RoleRule  # noqa: PLC0415

    nodes = []
    for node in graph.nodes:
        step = node.step
        if step:
            roles = tuple(
                RoleRule(d, dice.randint(1, 2), dice.random() < 0.5) for d in dice.sample(DUTIES, dice.randint(1, 2))
            )
            limits = (
                (Limit(dice.choice([2, 7, 15, 90]), dice.choice(["working", "calendar"])),)
                if dice.random() < 0.6
                else ()
            )
            outcomes = tuple((f"b{i}", said(dice, 2, 9), f"Outcome {i}") for i in range(4))
            step = replace(step, roles=roles, limits=limits, outcomes=outcomes)
        nodes.append(replace(node, step=step, name=said(dice, 3, 16) if step else node.name))
    flows = tuple(replace(f, name=said(dice, 2, 14) if dice.random() < 0.7 else "") for f in graph.flows)
    return replace(graph, nodes=tuple(nodes), flows=flows)


def said(dice: random.Random, least: int, most: int) -> str:
    """Return Chinese words of some length."""
    return "".join(dice.choices(SIGNS, k=dice.randint(least, most)))
