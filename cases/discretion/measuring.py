"""Measure a case on its benchmark: which version, which base, which end of the range."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from cases.discretion import parameters, wording
from cases.discretion.circumstances import effect_of, known
from cases.discretion.models import Benchmark
from cases.discretion.ranges import Shares, Span, in_yuan, reached
from cases.discretion.verdict import Measured
from cases.discretion.versions import grade_of, lighter_of, version_on
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import values


@dataclass(frozen=True)
class Question:
    """What is asked: a benchmark with its grade, the base of multiples, circumstances, the days of act and decision."""

    benchmark: Benchmark
    on: date
    grade: str = ""
    base: Decimal | None = None
    circumstances: tuple[str, ...] = ()
    effect: str = ""
    act_on: date | None = None
    norms: tuple[Benchmark, ...] = ()


def measure(question: Question, shares: Shares) -> Measured:
    """Return the ranges of a question, with each step of the reasoning in a sentence."""
    chosen = heaviest(question)
    applied, at_the_time = _version(chosen, question)
    base = None if applied.basis == Benchmark.Basis.FIXED else question.base or Decimal(0)
    grade = grade_of(applied.grades.all(), question.grade)
    statute = in_yuan(applied.low, applied.high, base)
    graded = in_yuan(grade.low, grade.high, base) if grade else statute
    found = known(question.circumstances)
    effect = effect_of(found, question.effect)
    span = reached(statute, graded, effect, shares)
    said = [
        *wording.of_norms(chosen, question), *at_the_time, wording.of_statute(applied, statute, base),
        *([wording.of_grade(grade, graded)] if grade else []), *[wording.of_circumstance(one) for one in found],
        wording.of_effect(effect, statute if shares.of == "statute" else graded, span, shares),
    ]  # fmt: skip
    return Measured(applied, grade, effect, statute, graded, span, tuple(said))


def heaviest(question: Question) -> Benchmark:
    """Return the norm with the higher fine where one act falls under several (行政处罚法第二十九条)."""
    return max((question.benchmark, *question.norms), key=lambda b: _highest(b, question.base))


def _highest(benchmark: Benchmark, base: Decimal | None) -> Decimal:
    fixed = benchmark.basis == Benchmark.Basis.FIXED
    return in_yuan(benchmark.low, benchmark.high, None if fixed else base or Decimal(0)).high


def _version(benchmark: Benchmark, question: Question) -> tuple[Benchmark, list[str]]:
    """Return the version that applies, and why where there are two (行政处罚法第三十七条)."""
    if question.act_on is None:
        return benchmark, []
    then, now = version_on(benchmark, question.act_on), version_on(benchmark, question.on) or benchmark
    if then is None or then.pk == now.pk:
        return now, []
    applied = lighter_of(then, now, question.grade)
    return applied, [wording.of_time(then, now, applied, question.act_on)]


def shares_for(agency: Agency, on: date) -> Shares:
    """Return the shares of the range that an agency uses on a day."""
    codes = (parameters.LIGHTER, parameters.HEAVIER, parameters.WITHIN)
    found = values(codes, agency=agency, on=on)
    return Shares(Decimal(str(found[codes[0]])), Decimal(str(found[codes[1]])), found[codes[2]])


def said_of(span: Span) -> str:
    """Return a range in words."""
    if span.open:
        return _("below %(high)s yuan") % {"high": wording.yuan(span.high)}
    if not span.high:
        return _("no fine")
    return _("%(low)s to %(high)s yuan") % {"low": wording.yuan(span.low), "high": wording.yuan(span.high)}


def benchmarks(ids: Iterable[int]) -> tuple[Benchmark, ...]:
    """Return published benchmarks by their ids with their grades, in the order of the ids."""
    rows = Benchmark.objects.filter(pk__in=list(ids), issue__published_at__isnull=False)
    found = {b.pk: b for b in rows.select_related("issue", "agency").prefetch_related("grades")}
    return tuple(found[pk] for pk in ids if pk in found)
