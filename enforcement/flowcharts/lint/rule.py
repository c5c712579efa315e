"""What a rule, a fault and a finding are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias, TypeVar

from django.utils.functional import Promise

from enforcement.flowcharts.graph import Graph, Node

PENALTY = "中华人民共和国行政处罚法"
COERCION = "中华人民共和国行政强制法"
LICENSING = "中华人民共和国行政许可法"
SUPERVISION = "行政执法监督条例"
PENALTY_SINCE = date(2021, 7, 15)
COERCION_SINCE = date(2012, 1, 1)
LICENSING_SINCE = date(2004, 7, 1)
SUPERVISION_SINCE = date(2026, 2, 1)

Severity = Literal["error", "warning"]
Kind = Literal["penalty", "simplified", "hearing", "discussion", "supervision", "credential", "licence"]
Function = TypeVar("Function", bound=Callable[..., Any])
Path: TypeAlias = tuple[tuple[str, str], ...]  # (key, name) of each node on the way


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach: the node at fault, a sentence with its parameters, and the shortest way that leads to it."""

    node: str
    message: Promise | str
    params: tuple[tuple[str, str], ...] = ()
    path: Path = ()


def fault(node: Node | None, message: Promise | str, path: Path = (), **params: object) -> Fault:
    """Build a fault; the name of the node is always a parameter."""
    pairs = {name: str(value) for name, value in params.items()}
    if node is not None:
        pairs["name"] = node.name or node.key
    return Fault(node.key if node else "", message, tuple(sorted(pairs.items())), path)


def saying(*messages: Promise | str) -> Callable[[Function], Function]:
    """Note beside a rule's function all sentences that it may say, for the page that explains the rules."""

    def noted(function: Function) -> Function:
        function.says = messages  # type: ignore[attr-defined]
        return function

    return noted


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of law about charts. ``kinds`` empty means every chart; ``until`` is the last day in force."""

    code: str
    title: Promise | str
    law: str
    article: str
    since: date
    function: Callable[[Graph], Iterable[Fault]]
    kinds: frozenset[Kind] = frozenset()
    severity: Severity = "error"
    until: date | None = None

    @property
    def says(self) -> tuple[Promise | str, ...]:
        """The sentences that it may say of a chart."""
        found: tuple[Promise | str, ...] = getattr(self.function, "says", ())
        return found

    def applies(self, held: frozenset[Kind], on: date) -> bool:
        """Say whether the rule is in force on the day and meant for charts of these kinds."""
        in_force = self.since <= on and (self.until is None or on <= self.until)
        return in_force and (not self.kinds or bool(self.kinds & held))


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of one rule by one chart, ready to show."""

    code: str
    severity: Severity
    title: Promise | str
    law: str
    article: str
    node: str
    line: int
    message: Promise | str
    params: tuple[tuple[str, str], ...] = ()
    path: Path = ()

    @property
    def sentence(self) -> str:
        """The sentence in the reader's language."""
        return str(self.message) % dict(self.params) if self.params else str(self.message)

    @property
    def basis(self) -> str:
        """The law and article in one line."""
        return f"{self.law}{self.article}"

    @property
    def way(self) -> str:
        """The offending path in words: the names of its steps."""
        return " → ".join(name or key for key, name in self.path)

    def __str__(self) -> str:
        way = f" [{self.way}]" if self.path else ""
        return f"{self.code} {self.basis}: {self.sentence}{way}"
