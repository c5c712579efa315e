"""The boxes of the picture: what each says, how large it is, and in which parts a long chart is cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from enforcement.flowcharts.drawing import words
from enforcement.flowcharts.drawing.words import Language
from enforcement.flowcharts.graph import Node

Tone = Literal["code", "name", "role", "limit", "label", "small"]
Shape = Literal["step", "call", "round", "diamond", "bar"]
WIDTH = 214.0
SIZES: dict[str, float] = {"code": 11, "name": 15, "role": 11.5, "limit": 11.5, "label": 11.5, "small": 10.5}
LEADING: dict[str, float] = {"code": 15, "name": 20, "role": 16, "limit": 16, "label": 14, "small": 14}
SIDE = 11.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a box."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Box:
    """A node as it is drawn; x and y are its upper left corner, set when the layout is known."""

    node: Node
    shape: Shape
    lines: tuple[Line, ...]
    w: float
    h: float
    branches: bool = False
    x: float = 0
    y: float = 0

    @property
    def key(self) -> str:
        """The node's key."""
        return self.node.key

    @property
    def cx(self) -> float:
        """The middle, across."""
        return self.x + self.w / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h


def box(node: Node, language: Language, *, branches: bool) -> Box:
    """Return the box of a node, as large as its words need."""
    if node.kind in {"start", "end", "timer"}:
        text = words.name_of(node, language)
        if node.kind == "timer":
            text = f"{text or words.SAID[language]['wait']} {words.wait_of(node.timer, language)}".strip()
        lines = words.wrapped(text, SIZES["role"], 150)
        wide = max([words.width(line, SIZES["role"]) for line in lines] + [50]) + 34
        tall = 12 + LEADING["role"] * len(lines)
        return Box(node, "round", tuple(Line(line, "role") for line in lines), wide, tall)
    if node.kind == "exclusive":
        return Box(node, "diamond", (), 44, 40)
    if node.kind == "parallel":
        return Box(node, "bar", (), 150, 9)
    return _step(node, language, branches=branches)


def _step(node: Node, language: Language, *, branches: bool) -> Box:
    room = WIDTH - 2 * SIDE
    step = node.step
    code = step.code if step else ""
    first = room - words.width(code, SIZES["code"]) - 14
    lines = [Line(line, "name") for line in words.wrapped(words.name_of(node, language), SIZES["name"], first, 3)]
    if step and step.roles:
        lines += [Line(line, "role") for line in words.wrapped(words.roles_of(step, language), SIZES["role"], room)]
    for limit in step.limits[:2] if step else ():
        told = f"{words.SAID[language]['limit']} {words.limit_of(limit, language)}"
        lines += [Line(line, "limit") for line in words.wrapped(told, SIZES["limit"], room)]
    if step and step.risk and step.risk_public:
        told = f"{words.SAID[language]['risk']} {step.risk}"
        lines += [Line(line, "small") for line in words.wrapped(told, SIZES["small"], room)]
    tall = 14 + sum(LEADING[line.tone] for line in lines)
    shape: Shape = "call" if node.kind in {"call", "subprocess"} else "step"
    return Box(node, shape, tuple(lines), WIDTH, tall, branches)
