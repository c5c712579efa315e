"""The typed vocabulary of guards, as data, and the registry of the functions that judge them.

A chart can only name a guard from this list with the parameters it knows; what a guard does is code that an app
registers once at start-up with :func:`register`. Nothing of a guard is ever written in a chart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PENALTY = "中华人民共和国行政处罚法"


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a guard: its name, kind (number, word, duty, flag) and whether it must be given."""

    name: str
    kind: str = "word"
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuardType:
    """One guard: its sentence for people (with ``%(param)s`` places), the law and article it rests on."""

    type: str
    sentence: Promise | str
    law: str
    article: str
    params: tuple[Param, ...] = ()

    @property
    def basis(self) -> str:
        """The law and article in one line."""
        return f"{self.law}{self.article}"


def _on_people() -> Iterator[GuardType]:
    """Yield the guards on who takes part and what they agree on."""
    yield GuardType(
        "min_people", _("At least %(n)s people with the duty “%(role)s” do the step together."), PENALTY, "第四十二条",
        (Param("n", "number", required=True), Param("role", "duty", required=True), Param("certified", "flag")),
    )  # fmt: skip
    yield GuardType(
        "credential_valid_on", _("Each officer's credential is valid on the day of the act."), PENALTY, "第四十二条",
        (Param("date", choices=("act",)),),
    )  # fmt: skip
    yield GuardType(
        "not_same_person", _("Nobody acts as “%(a)s” who acted as “%(b)s” in the same case."), PENALTY, "第五十八条",
        (Param("a", "duty", required=True), Param("b", "duty", required=True)),
    )  # fmt: skip
    yield GuardType(
        "chair_not_investigator",
        _("The chair of the hearing did not investigate the case."),
        PENALTY,
        "第六十四条第四项",
    )
    yield GuardType("not_recused", _("Nobody takes part who has been recused from the case."), PENALTY, "第四十三条")
    yield GuardType(
        "quorum", _("At least %(num)s/%(den)s of the members are present, and no fewer than %(min)s."),
        PENALTY, "第五十七条第二款",
        (Param("num", "number", required=True), Param("den", "number", required=True), Param("min", "number")),
    )  # fmt: skip
    yield GuardType(
        "majority", _("More than %(num)s/%(den)s of the members present agree."), PENALTY, "第五十七条第二款",
        (Param("num", "number", required=True), Param("den", "number", required=True)),
    )  # fmt: skip
    yield GuardType(
        "follows_discussion", _("The decision follows the discussion, or the reasons for departing are recorded."),
        PENALTY, "第五十七条第二款", (Param("reasons", "flag"),),
    )  # fmt: skip
    yield GuardType(
        "head_presides",
        _("The head of the agency, or the deputy in charge, presides."),
        "重大行政决策程序暂行条例",
        "第三十条",
    )


def _on_the_file() -> Iterator[GuardType]:
    """Yield the guards on what is in the file, what was served and how much it comes to."""
    yield GuardType("documents_complete", _("Every required document is in the file."), PENALTY, "第五十七条")
    yield GuardType(
        "first_time_reviewer_has_law_qualification",
        _("Whoever reviews for the first time has passed the national legal professional examination."),
        PENALTY, "第五十八条第二款",
    )  # fmt: skip
    yield GuardType(
        "notice_served_before", _("The prior notice was served on the party before this step."), PENALTY, "第六十二条"
    )
    yield GuardType(
        "right_period_elapsed", _("The party's period of %(n)s days is over, or the party has waived it in writing."),
        PENALTY, "第六十四条第一项",
        (
            Param("right", required=True, choices=("hearing", "defence")),
            Param("n", "number", required=True),
            Param("unit", required=True, choices=("working", "calendar")),
        ),
    )  # fmt: skip
    yield GuardType(
        "amount_within_power",
        _("The fine is at most %(person)s yuan for a person, %(organisation)s yuan for an organisation."),
        PENALTY, "第五十一条",
        (Param("person", "number", required=True), Param("organisation", "number", required=True)),
    )  # fmt: skip


GUARDS: dict[str, GuardType] = {guard.type: guard for guard in (*_on_people(), *_on_the_file())}

Function = TypeVar("Function", bound=Callable[..., Any])
_functions: dict[str, Callable[..., Any]] = {}


def register(type: str, function: Function) -> Function:  # noqa: A002 - the word of the vocabulary
    """Bind the function that judges a guard; once for each type of the vocabulary.

    Raises:
        LookupError: if the vocabulary has no such guard.
        ValueError: if another function is already bound to it.
    """
    if type not in GUARDS:
        raise LookupError(type)
    if _functions.setdefault(type, function) is not function:
        raise ValueError(type)
    return function


def function_of(type: str) -> Callable[..., Any]:  # noqa: A002
    """Return the function that judges a guard.

    Raises:
        LookupError: if none has been registered; a guard that cannot be judged is never passed silently.
    """
    return _functions[type]


def unregistered() -> list[str]:
    """Return the guards that no function judges yet (an architecture test wants none)."""
    return sorted(set(GUARDS) - set(_functions))


def faults(type: str, params: dict[str, str], duties: frozenset[str]) -> Iterator[str]:  # noqa: A002
    """Yield the names of parameters that are missing, unknown or of the wrong kind for a known guard."""
    known = {param.name: param for param in GUARDS[type].params}
    yield from sorted(set(params) - set(known))
    for name, param in known.items():
        if name in params:
            if not _fits(param, params[name], duties):
                yield name
        elif param.required:
            yield name


def _fits(param: Param, value: str, duties: frozenset[str]) -> bool:
    if param.choices:
        return value in param.choices
    if param.kind == "number":
        return value.isascii() and value.isdigit() and 1 <= int(value[:10]) <= 10**9
    if param.kind == "duty":
        return value in duties
    return value in {"true", "false"}
