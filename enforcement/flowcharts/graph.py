"""The compiled form of a flowchart: frozen, hashable records that touch no database and no clock.

A BPMN file is parsed into one :class:`Graph` (``bpmn.parse``), checked (``structure.check``, ``lint.check``), stored as
rows when it is published, and read back from the rows into an equal :class:`Graph` when a case runs on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Unit = Literal["calendar", "working", "hour", "month", "minute"]
Roll = Literal["forward", "backward", "none"]
NodeKind = Literal["start", "end", "task", "call", "exclusive", "parallel", "timer", "boundary", "subprocess"]


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis: a law by its full name and an article such as 第五十四条第二款."""

    law: str
    article: str = ""
    text_sha256: str = ""

    def __str__(self) -> str:
        return f"{self.law}{self.article}"


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit of a step or of the whole case.

    ``counts_from`` is ``step`` (the moment the step is entered), ``case`` (the moment the run opened) or
    ``event:NAME`` (a dated fact of the run, e.g. ``event:notice_served``). ``starts`` is ``next-day`` (the day of the
    event is not counted, 民事诉讼法第八十五条) or ``same-day``.
    """

    value: int
    unit: Unit
    counts_from: str = "step"
    starts: str = "next-day"
    roll: Roll = "forward"
    kind: Literal["statutory", "internal", "promise"] = "statutory"
    basis: str = ""
    law: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class CaseClock:
    """A clock over several steps, such as the ninety days of 行政处罚法第六十条.

    ``opens`` and ``closes`` are ``enter:NODE`` or ``leave:NODE``. It opens once in a run.
    """

    code: str
    title: str
    limit: Limit
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension that the law allows once granted in time by the approver."""

    by: int
    unit: Unit
    approver: str
    times: int = 1
    then: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Suspension:
    """A ground on which a clock stops (clock: ``case`` or ``step``)."""

    ground: str
    clock: str = "case"
    basis: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """A document that a step makes or needs."""

    code: str
    name: str
    required: bool = False
    at: Literal["enter", "leave"] = "leave"
    signers: int = 0
    template: str = ""


@dataclass(frozen=True, slots=True)
class GuardRule:
    """A guard of the typed vocabulary with its parameters (sorted pairs), judged at ``enter`` or ``leave``."""

    type: str
    params: tuple[tuple[str, str], ...] = ()
    at: Literal["enter", "leave"] = "leave"
    basis: str = ""

    def param(self, name: str, default: str = "") -> str:
        """Return one parameter as written."""
        return dict(self.params).get(name, default)


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Who may do the step: a duty code, how many persons at least, and whether they need a valid credential."""

    ref: str
    min: int = 1
    certified: bool = False


@dataclass(frozen=True, slots=True)
class StepRule:
    """All that ``law:step`` says about a task or a call."""

    code: str
    act: str
    public: bool = True
    roles: tuple[RoleRule, ...] = ()
    limits: tuple[Limit, ...] = ()
    extensions: tuple[Extension, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    bases: tuple[Basis, ...] = ()
    documents: tuple[DocumentRule, ...] = ()
    guards: tuple[GuardRule, ...] = ()
    outcomes: tuple[tuple[str, str, str], ...] = ()  # (code, label zh, label en) that the act may report
    title_en: str = ""
    note: str = ""
    risk: str = ""  # 廉政风险点
    risk_public: bool = False  # whether the public page and the poster show it


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the chart. ``key`` is the BPMN id; ``line`` is where the file says it, which makes no difference."""

    key: str
    kind: NodeKind
    name: str = ""
    line: int = field(default=0, compare=False)
    step: StepRule | None = None
    called: str = ""  # chart code such as "H" in a draft, "sha256:…" once published
    timer: str = ""  # ISO 8601 duration for timer and boundary nodes
    attached_to: str = ""  # boundary: the task it sits on
    interrupting: bool = True
    outcome: str = ""  # end nodes: what a sub-procedure reports to its caller
    parent: str = ""  # key of the embedded sub-process that holds it
    terminate: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow. ``condition`` is the text; ``""`` means always; the default arrow of a gateway carries none."""

    key: str
    source: str
    target: str
    condition: str = ""
    is_default: bool = False
    name: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact of the run that conditions may read."""

    name: str
    type: Literal["boolean", "number", "text", "date"]
    label: str = ""


@dataclass(frozen=True)
class Graph:
    """A whole chart, in the order of the file."""

    key: str
    name: str
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    clocks: tuple[CaseClock, ...] = ()
    facts: tuple[Fact, ...] = ()
    lanes: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    title_en: str = ""

    @cached_property
    def node(self) -> dict[str, Node]:
        """Nodes by key."""
        return {n.key: n for n in self.nodes}

    @cached_property
    def leaving(self) -> dict[str, tuple[Flow, ...]]:
        """Arrows by the node they leave."""
        return {n.key: tuple(f for f in self.flows if f.source == n.key) for n in self.nodes}

    @cached_property
    def entering(self) -> dict[str, tuple[Flow, ...]]:
        """Arrows by the node they enter."""
        return {n.key: tuple(f for f in self.flows if f.target == n.key) for n in self.nodes}

    @property
    def start(self) -> Node:
        """Return the one start node of the top level.

        Raises:
            StopIteration: if the chart has none (structure.check refuses such a chart).
        """
        return next(n for n in self.nodes if n.kind == "start" and not n.parent)

    @property
    def steps(self) -> tuple[Node, ...]:
        """The nodes that people do, in the order of the file."""
        return tuple(n for n in self.nodes if n.step is not None)
