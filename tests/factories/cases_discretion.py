"""Benchmarks as an issue publishes them, and what weighing a case leaves."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cases.discretion.models import ActCompared, Benchmark, BenchmarkSet, Grade, Limitation, Weighing
from cases.models import Case
from enforcement.organisation.models import Agency
from tests.factories.flowcharts import a_person

AT = datetime(2026, 1, 5, 1, 0, tzinfo=timezone.get_fixed_timezone(0))
_number = itertools.count(1)
GRADES = {"lighter": (0, 6000), "ordinary": (6000, 14000), "severe": (14000, 20000)}


def an_issue(agency: Agency, *, from_on: date = date(2026, 1, 5), published: bool = True, **facts: Any) -> BenchmarkSet:
    """Make an issue, published by another person than took it in."""
    n = next(_number)
    whole = {"title": f"第{n}批裁量基准", "document_number": f"乐裁〔2026〕{n}号", "sha256": "0" * 64}
    drafter, publisher = a_person(), a_person()
    shown = {"published_by": publisher, "published_at": AT} if published else {}
    facts = {**whole, "drafted_by": drafter, "drafted_at": AT, **shown, **facts}
    return BenchmarkSet.objects.create(agency=agency, from_on=from_on, **facts)


def a_benchmark(
    agency: Agency, *, from_on: date = date(2026, 1, 5), grades: dict[str, tuple[Any, Any]] | None = None, **facts: Any
) -> Benchmark:
    """Make a published benchmark with its grades."""
    whole = {
        "field": (agency.fields or ["urban"])[0], "offence": "在城市道路上堆放物料",
        "penalty": "城市道路管理条例第四十二条", "low": 0, "high": 20000,
    }  # fmt: skip
    issue = an_issue(agency, from_on=from_on)
    made = Benchmark.objects.create(issue=issue, agency=agency, from_on=from_on, **{**whole, **facts})
    for code, (low, high) in (GRADES if grades is None else grades).items():
        a_grade(made, code=code, low=low, high=high)
    return made


def a_grade(benchmark: Benchmark, **facts: Any) -> Grade:
    """Make a grade."""
    whole = {"code": "ordinary", "circumstances": "占地五平方米以上", "low": 0, "high": 0}
    return Grade.objects.create(benchmark=benchmark, **{**whole, **facts})


def a_weighing(case: Case, benchmark: Benchmark, **facts: Any) -> Weighing:
    """Make a weighing."""
    span = {"statute_low": 0, "statute_high": 20000, "low": 0, "high": 6000}
    whole = {"grade": "lighter", "made_on": case.clue_on, "author": "甲", **span}
    return Weighing.objects.create(case=case, benchmark=benchmark, **{**whole, **facts})


def a_limitation(case: Case, **facts: Any) -> Limitation:
    """Make a statement on the limitation."""
    return Limitation.objects.create(
        case=case, **{"reason": "持续至检查之日", "stated_by": "甲", "stated_on": case.clue_on, **facts}
    )


def acts_compared(case: Case, other: Case) -> ActCompared:
    """Make a head's finding that two acts differ."""
    return ActCompared.objects.create(case=case, other=other, reason="地点不同", found_by="局长", found_on=case.clue_on)
