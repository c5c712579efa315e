"""A picture as shapes on a plane, before it becomes SVG or PDF."""

from __future__ import annotations

from dataclasses import dataclass, field

from enforcement.flowcharts.drawing.boxes import Box

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of straight pieces, with a head at its end where it arrives."""

    points: tuple[Point, ...]
    source: str
    target: str
    back: bool = False
    timer: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside a line; x and y are the upper left corner of the room it takes."""

    text: str
    x: float
    y: float
    w: float
    h: float
    back: bool = False
    mark: bool = False  # names the place where the way goes on, in another part of the picture


@dataclass
class Scene:
    """Boxes, lines and labels with the room they take."""

    boxes: list[Box] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    width: float = 0
    height: float = 0
    title: str = ""
