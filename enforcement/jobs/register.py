"""The kinds of background work: each app registers its functions when it is ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise

Function = Callable[..., Mapping[str, Any] | None]
Registered = TypeVar("Registered", bound=Function)


@dataclass(frozen=True)
class Kind:
    """A kind of work: its code, the function ``(job: Progress, **arguments)`` that does it, and what people call it."""

    code: str
    function: Function
    title: str | Promise = ""


KINDS: dict[str, Kind] = {}


def register(kind: str, *, title: str | Promise = "") -> Callable[[Registered], Registered]:
    """Register the function below as the one that does a kind of work.

    It gets a ``Progress`` and the job's arguments by keyword, and returns what the job's page shows: None, or a mapping
    that JSON can hold, where ``url`` (of this site) leads to the outcome and ``text`` says it. It must bear being begun
    again, because a worker may die in it.

    Raises:
        ValueError: if another function does this kind already.
    """

    def enter(function: Registered) -> Registered:
        known = KINDS.get(kind)
        if known is not None and known.function is not function:
            raise ValueError(f"Two functions do the work {kind!r}.")
        KINDS[kind] = Kind(kind, function, title)
        return function

    return enter
