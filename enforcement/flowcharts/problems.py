"""What is wrong with a flowchart: one sentence for each fault, with its line and element."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a flowchart file: a stable code, where it is, and what to do about it.

    ``line`` is the line of the file (0 when the file as a whole is meant), ``element`` the BPMN id. ``message`` is
    translated when it is shown, so the parameters are kept apart from it.
    """

    code: str
    line: int
    element: str
    message: str | Promise
    params: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """The sentence in the reader's language."""
        return str(self.message) % dict(self.params) if self.params else str(self.message)

    def __str__(self) -> str:
        where = f"{self.line} {self.element}".strip()
        return f"{where}: {self.sentence}"


class Problems:
    """A list of problems under collection, kept short enough to read."""

    most = 200

    def __init__(self) -> None:
        """Begin with nothing wrong."""
        self.found: list[Problem] = []

    def add(self, code: str, line: int, element: str, message: str | Promise, /, **params: object) -> None:
        """Note one problem; beyond the first two hundred nothing more is kept."""
        if len(self.found) < self.most:
            pairs = tuple(sorted((name, str(value)[:200]) for name, value in params.items()))
            self.found.append(Problem(code, line, element[:100], message, pairs))

    def __bool__(self) -> bool:
        return bool(self.found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self.found, key=lambda problem: problem.line))
