"""Who may sit: pure, from facts of the day, every unmet condition named with its article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RULE = "2026-1"
OFFICERS = "山东省行政执法监督条例第十条"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person on the day of registration. ``establishment`` is that of ``Post.Establishment``."""

    family: str
    is_active: bool
    has_post: bool
    establishment: str
    may_enforce: bool
    is_enforcement: bool
    is_leader: bool
    attempts_used: int
    attempts_allowed: int
    registered: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason why a person may not sit."""

    code: str
    sentence: str | Promise
    article: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome with the facts it rests on."""

    facts: Facts
    grounds: tuple[Ground, ...]

    @property
    def eligible(self) -> bool:
        """Whether no ground stands against the person."""
        return not self.grounds

    def snapshot(self) -> dict[str, Any]:
        """Return what is kept with the candidate."""
        return {
            "rule": RULE,
            "eligible": self.eligible,
            "grounds": [g.code for g in self.grounds],
            "facts": asdict(self.facts),
        }


_GROUNDS: tuple[tuple[Callable[[Facts], bool], Ground], ...] = (
    (lambda f: f.registered, Ground("registered", _("is already registered for this session"))),
    (lambda f: not f.is_active, Ground("inactive", _("has no active account"))),
    (lambda f: not f.has_post, Ground("no_post", _("holds no post on this day"), OFFICERS)),
    (
        lambda f: f.family == "officer" and f.has_post and f.establishment == "contract",
        Ground("contract", _("is contract staff (合同制), who may not enforce the law"), f"{OFFICERS}第三款"),
    ),
    (
        lambda f: f.family == "officer" and f.has_post and f.establishment == "dispatched",
        Ground("dispatched", _("is a dispatched worker (劳务派遣), who may not enforce the law"), f"{OFFICERS}第三款"),
    ),
    (
        lambda f: f.family == "officer" and f.has_post and f.establishment == "seconded",
        Ground("seconded", _("is temporarily seconded (临时借调) and may not enforce the law"), f"{OFFICERS}第三款"),
    ),
    (
        lambda f: f.family == "officer" and f.has_post and f.establishment == "auxiliary",
        Ground("auxiliary", _("is auxiliary staff (辅助人员), who may not enforce the law"), f"{OFFICERS}第三款"),
    ),
    (
        lambda f: f.family == "officer" and f.has_post and not f.is_enforcement,
        Ground("not_enforcement", _("does not hold an enforcement post"), OFFICERS),
    ),
    (
        lambda f: f.family == "leader" and f.has_post and not f.is_leader,
        Ground("not_leader", _("is not a member of an agency's leadership, for whom this exam is")),
    ),
    (
        lambda f: f.attempts_used >= f.attempts_allowed,
        Ground("attempts", _("has used all the sittings this exam allows")),
    ),
)


def judge(facts: Facts) -> Decision:
    """Return whether a person with these facts may sit, with every ground against it."""
    return Decision(facts, tuple(ground for against, ground in _GROUNDS if against(facts)))
