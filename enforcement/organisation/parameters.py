"""Settings that the law leaves open: declared in code with a default and its source, set per agency with dates."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from enforcement.errors import Invalid
from enforcement.organisation.models import Agency, ParameterValue
from enforcement.organisation.shapes import is_like, is_pair

Kind = Literal["integer", "decimal", "boolean", "text", "choice", "json"]
Confidence = Literal["sure", "likely", "unsure"]
CENTURY = {"days": 36_500, "months": 1_200, "years": 100}
MOST: dict[str, int] = {"integer": 1_000_000, "decimal": 1_000_000_000}


@dataclass(frozen=True)
class Parameter:
    """A declared setting. ``source`` says where the default comes from and how sure that is.

    A text may have a ``pattern`` (a regular expression that must match whole) and words that say it to people.
    ``of_supervisor``: it belongs to whoever supervises, so that the administrator of an agency cannot set it there:
    only one of a government, for itself or an agency below.
    ``least`` and ``most`` bound an integer or a decimal; where ``most`` is not given, :attr:`highest` says it.
    A structured value is built like its default; a ``pair`` is two whole numbers, the first not above the second.
    """

    code: str
    title: str | Promise
    kind: Kind
    default: Any
    source: str
    confidence: Confidence = "sure"
    choices: tuple[str, ...] = ()
    unit: str | Promise = ""
    pattern: str = ""
    pattern_words: str | Promise = ""
    of_supervisor: bool = False
    least: int = 0
    most: int | None = None
    pair: bool = False

    @property
    def highest(self) -> int:
        """The greatest number that may be set: a century where the code says days, months or years, else a million.

        Amounts of money go further.
        """
        if self.most is not None:
            return self.most
        spans = [CENTURY[word] for word in re.split(r"[._]", self.code) if word in CENTURY]
        return spans[0] if spans else MOST[self.kind]


REGISTRY: dict[str, Parameter] = {}


def declare(parameter: Parameter) -> Parameter:
    """Enter a parameter in the register.

    Raises:
        ValueError: for a code declared twice.
    """
    if parameter.code in REGISTRY:
        raise ValueError(f"The parameter {parameter.code} is declared twice.")
    REGISTRY[parameter.code] = parameter
    return parameter


def value(code: str, *, agency: Agency | None, on: date) -> Any:
    """Return the value for an agency on a day: the nearest agency up the tree that set it, else the default.

    Raises:
        KeyError: for a code that nobody declared.
    """
    parameter = REGISTRY[code]
    if agency is None:
        return parameter.default
    rows = list(ParameterValue.objects.filter(agency_id__in=agency.line, code=code, from_on__lte=on))
    return _nearest(rows, agency, parameter.default)


def values(codes: tuple[str, ...], *, agency: Agency, on: date) -> dict[str, Any]:
    """Return several values with one query."""
    return History(codes, agency=agency, until=on).on(on)


class History:
    """What several parameters were for an agency, day by day, up to a day: one query."""

    def __init__(self, codes: tuple[str, ...], *, agency: Agency, until: date) -> None:
        self.codes, self.agency = codes, agency
        self.rows = list(ParameterValue.objects.filter(agency_id__in=agency.line, code__in=codes, from_on__lte=until))

    def since(self, on: date) -> date | None:
        """Return the day from which every value was as it is on a day; None for always."""
        return max((row.from_on for row in self.rows if row.from_on <= on), default=None)

    def on(self, on: date) -> dict[str, Any]:
        """Return the values on a day."""
        there = [row for row in self.rows if row.from_on <= on]
        return {c: _nearest([r for r in there if r.code == c], self.agency, REGISTRY[c].default) for c in self.codes}


def _nearest(rows: list[ParameterValue], agency: Agency, default: Any) -> Any:
    if not rows:
        return default
    line = agency.line
    best = max(rows, key=lambda row: (line.index(row.agency_id), row.from_on))
    return best.value


def check(code: str, given: Any) -> Any:
    """Return the value in its kind.

    Raises:
        Invalid: if it is not of the parameter's kind, not among its choices, or a number out of its bounds.
    """
    parameter = REGISTRY[code]
    fits = {
        "integer": lambda v: isinstance(v, int) and not isinstance(v, bool) and _is_within(v, parameter),
        "decimal": lambda v: isinstance(v, int | float | str) and not isinstance(v, bool) and _is_within(v, parameter),
        "boolean": lambda v: isinstance(v, bool),
        "text": lambda v: isinstance(v, str) and (not parameter.pattern or bool(re.fullmatch(parameter.pattern, v))),
        "choice": lambda v: v in parameter.choices,
        "json": lambda v: is_pair(v) if parameter.pair else is_like(v, parameter.default),
    }[parameter.kind](given)
    if not fits:
        raise Invalid(field="value", remedy=_remedy(parameter))
    return given


def _remedy(parameter: Parameter) -> str:
    if parameter.kind == "json":
        return _("Write it like the default: %(default)s") % {
            "default": json.dumps(parameter.default, ensure_ascii=False)
        }
    if parameter.kind in MOST:
        return f"{parameter.kind}: {parameter.least}–{parameter.highest}"
    return str(parameter.pattern_words) or f"{parameter.kind}: {', '.join(parameter.choices)}"


def _is_within(given: float | str, parameter: Parameter) -> bool:
    """Return whether a text or number is a finite number within the bounds."""
    try:
        number = Decimal(str(given))
    except InvalidOperation:
        return False
    return number.is_finite() and parameter.least <= number <= parameter.highest
