"""Weigh a case on its benchmark (行政处罚法第三十四条; 山东省规范行政处罚裁量权办法第十二条、第十六条)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.discretion.assess import day_of_act
from cases.discretion.circumstances import known
from cases.discretion.measuring import Question, benchmarks, measure, shares_for
from cases.discretion.models import Benchmark, Weighing
from cases.models import Case
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.duties.holding import require

STEPS: Final = (
    "investigate",
    "conclude_investigation",
    "check_case",
    "propose",
    "notify_party",
    "hear_defence",
    "review",
    "decide",
)


class BenchmarkUnknown(Invalid):
    """Refuse a benchmark or grade that is not published for this agency."""

    sentence = _("Choose a published benchmark of your agency, and one of its grades.")
    article = "中华人民共和国行政处罚法第三十四条"


class BaseMissing(Invalid):
    """Refuse to multiply nothing."""

    sentence = _("This fine is a multiple: enter the amount that it is a multiple of.")


@dataclass(frozen=True)
class Weighed:
    """What somebody weighed: the benchmarks (several norms for one act), the grade, the base, the circumstances."""

    benchmark_ids: tuple[int, ...]
    grade: str = ""
    base: Decimal | None = None
    circumstances: tuple[str, ...] = ()
    effect: str = ""
    departure_reason: str = ""


@transaction.atomic(durable=True)
def weigh(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    benchmark_ids: Iterable[int],
    grade: str = "",
    base: Decimal | None = None,
    circumstances: Iterable[str] = (),
    effect: str = "",
    departure_reason: str = "",
) -> Weighing:
    """Record how the case is weighed; the last weighing counts, the earlier ones stay on the record.

    Raises:
        NotAllowed: without the duty of handling. BenchmarkUnknown, BaseMissing: on their fields.
    """
    case = lock(case_id)
    require_open(case, *STEPS)
    require(by=by, duty="handle", agency=case.agency)
    weighed = Weighed(tuple(benchmark_ids), grade, base, tuple(circumstances), effect, departure_reason)
    made = write_weighing(case, weighed, by=by, on=clock.day_of(at))
    note(case, act="weigh", by=by, at=at, body=as_body(made))
    return made


def write_weighing(case: Case, weighed: Weighed, *, by: Actor, on: date) -> Weighing:
    """Write a weighing inside an act that weighs, with the ranges as they are measured that day.

    Raises:
        BenchmarkUnknown, BaseMissing: on their fields.
    """
    found = benchmarks(weighed.benchmark_ids)
    line = set(case.agency.line)
    if not found or any(b.agency_id not in line for b in found):
        raise BenchmarkUnknown(field="benchmark_ids")
    if weighed.grade and not any(g.code == weighed.grade for b in found for g in b.grades.all()):
        raise BenchmarkUnknown(field="grade")
    if not weighed.base and any(b.basis != Benchmark.Basis.FIXED for b in found):
        raise BaseMissing(field="base")
    codes = [one.code for one in known(weighed.circumstances)]
    measured = measure(
        Question(found[0], on, weighed.grade, weighed.base, tuple(codes), weighed.effect, day_of_act(case), found[1:]),
        shares_for(case.agency, on),
    )
    return Weighing.objects.create(
        case=case,
        benchmark=found[0],
        norms=[b.pk for b in found[1:]],
        grade=weighed.grade,
        base=weighed.base,
        circumstances=codes,
        effect=measured.effect,
        made_on=on,
        author=by.name,
        statute_low=measured.statute.low,
        statute_high=measured.statute.high,
        low=measured.range.low,
        high=measured.range.high,
        departure_reason=weighed.departure_reason.strip(),
    )


def as_body(made: Weighing) -> dict[str, object]:
    """Return what the ledger keeps of a weighing."""
    return {
        "weighing": made.pk,
        "benchmark": made.benchmark_id,
        "norms": made.norms,
        "grade": made.grade,
        "base": made.base,
        "circumstances": made.circumstances,
        "effect": made.effect,
        "low": made.low,
        "high": made.high,
    }
