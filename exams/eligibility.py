"""Who may sit: pure, from facts of the day, every unmet condition named with its article."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RULE: Final = "2026-2"
OFFICERS: Final = "山东省行政执法监督条例第十条"
NEVER: Final = f"{OFFICERS}第三款"
TRAINED: Final = f"{OFFICERS}第二款"
SIMPLIFIED: Final = "国办发〔2018〕118号第二十三项"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person on the day of registration. ``establishment`` is that of ``Post.Establishment``.

    ``kind`` is that of the session. ``training_done`` is in tenths of an hour (学时), within the twelve months before;
    ``training_wanted`` in hours. Days are ISO texts, "" for none: the last day of a pass that counts, of an exemption
    (``exempt`` says whether there is one) and of a bar. ``rested`` is the days from the last sitting to this one, -1
    for no sitting yet. ``make_up_for`` is ``failed``, ``absent`` or ``void``: what became of the regular session;
    ``again`` is ``ground`` or ``note``: whether one who has passed or is exempt may sit again.
    """

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
    kind: str = "regular"
    training_done: int = 0
    training_wanted: int = 0
    passed_until: str = ""
    exempt: bool = False
    exempt_until: str = ""
    again: str = "note"
    rested: int = -1
    rest_wanted: int = 0
    barred_until: str = ""
    make_up_for: str = ""

    @property
    def must_enforce(self) -> bool:
        """Whether the exam is one for officers and the person holds a post to be judged by."""
        return self.family == "officer" and self.has_post


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason why a person may not sit; a ``waivable`` one may be set aside by two persons (``exams.Waiver``)."""

    code: str
    sentence: str | Promise
    article: str = ""
    waivable: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome with the facts it rests on. ``notes`` are told and stop nobody; ``waived`` would have stopped."""

    facts: Facts
    grounds: tuple[Ground, ...]
    notes: tuple[Ground, ...] = ()
    waived: tuple[Ground, ...] = ()

    @property
    def eligible(self) -> bool:
        """Whether no ground stands against the person."""
        return not self.grounds

    @property
    def may_be_waived(self) -> bool:
        """Whether every ground that stands is one that may be set aside."""
        return bool(self.grounds) and all(ground.waivable for ground in self.grounds)

    def setting_aside(self, codes: Collection[str]) -> Decision:
        """Return the decision with the waivable grounds among ``codes`` set aside; others stand whatever is said."""
        waived = tuple(g for g in self.grounds if g.waivable and g.code in codes)
        standing = tuple(g for g in self.grounds if g not in waived)
        return Decision(self.facts, standing, self.notes, (*self.waived, *waived))

    def snapshot(self) -> dict[str, Any]:
        """Return what is kept with the candidate or the refusal."""
        return {
            "rule": RULE,
            "eligible": self.eligible,
            "grounds": [g.code for g in self.grounds],
            "notes": [g.code for g in self.notes],
            "waived": [g.code for g in self.waived],
            "facts": asdict(self.facts),
        }


def _establishment(kind: str) -> Callable[[Facts], bool]:
    return lambda f: f.must_enforce and f.establishment == kind


PASSED: Final = Ground("passed", _("holds a pass in this subject that still counts"), waivable=True)
EXEMPT: Final = Ground("exempt", _("is exempt from this subject and need not sit"), SIMPLIFIED, waivable=True)
GROUNDS: Final[tuple[tuple[Callable[[Facts], bool], Ground], ...]] = (
    (lambda f: f.registered, Ground("registered", _("is already registered for this session"))),
    (lambda f: not f.is_active, Ground("inactive", _("has no active account"))),
    (lambda f: bool(f.barred_until), Ground("barred", _("is barred from registering for breach of the exam's rules"))),
    (lambda f: not f.has_post, Ground("no_post", _("holds no post on this day"), OFFICERS)),
    (
        _establishment("contract"),
        Ground("contract", _("is contract staff (合同制), who may not enforce the law"), NEVER),
    ),
    (
        _establishment("dispatched"),
        Ground("dispatched", _("is a dispatched worker (劳务派遣), who may not enforce the law"), NEVER),
    ),
    (
        _establishment("seconded"),
        Ground("seconded", _("is temporarily seconded (临时借调) and may not enforce the law"), NEVER),
    ),
    (
        _establishment("auxiliary"),
        Ground("auxiliary", _("is auxiliary staff (辅助人员), who may not enforce the law"), NEVER),
    ),
    (
        lambda f: f.must_enforce and not f.is_enforcement,
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
    (
        lambda f: f.kind == "make_up" and not f.make_up_for,
        Ground("no_make_up", _("has not failed or missed a regular session of this exam, as a make-up session asks")),
    ),
    (
        lambda f: f.training_done < 10 * f.training_wanted,
        Ground("training", _("has too few hours of training in the last twelve months"), TRAINED, waivable=True),
    ),
    (
        lambda f: 0 <= f.rested < f.rest_wanted,
        Ground("retake", _("sat this exam too short a time ago"), waivable=True),
    ),
    (lambda f: bool(f.passed_until) and f.again == "ground", PASSED),
    (lambda f: f.exempt and f.again == "ground", EXEMPT),
)  # fmt: skip
_NOTES: Final[tuple[tuple[Callable[[Facts], bool], Ground], ...]] = (
    (lambda f: bool(f.passed_until) and f.again != "ground", PASSED),
    (lambda f: f.exempt and f.again != "ground", EXEMPT),
)
BY_CODE: Final = {ground.code: ground for _against, ground in GROUNDS}


def judge(facts: Facts) -> Decision:
    """Return whether a person with these facts may sit, with every ground against it."""
    against, notes = (tuple(g for test, g in tests if test(facts)) for tests in (GROUNDS, _NOTES))
    return Decision(facts, against, notes)


@lru_cache(maxsize=4096)
def judge_alike(facts: Facts) -> Decision:
    """Return what ``judge`` says; of the many persons with the same facts only the first is judged."""
    return judge(facts)
