from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from cases.discretion.approve_departure import NotMainHead, approve_departure
from cases.discretion.assess import assess
from cases.discretion.models import Benchmark
from cases.discretion.weigh import BaseMissing, BenchmarkUnknown, Weighed, weigh
from cases.hear_defence import AnotherWay
from cases.models import Case
from cases.rules.file import Terms
from cases.rules.loading import load
from cases.rules.registry import RuleBroken
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused
from tests.factories import cases_discretion as make

pytestmark = pytest.mark.django_db(transaction=True)
OLD, NEW = date(2025, 1, 1), date(2026, 3, 15)


def weighed(world: w.World, case: Case, benchmark: Benchmark, day: str = "03-18", **facts: Any) -> Any:
    facts = {"benchmark_ids": [benchmark.pk], "grade": "lighter", **facts}
    return weigh(case_id=case.pk, by=world.by("lead"), at=w.at(day), **facts)


def fine(amount: int) -> Terms:
    return Terms(fine=Decimal(amount), kinds=("fine",))


def test_a_fine_is_measured_and_explained_with_its_arithmetic(world: w.World) -> None:
    benchmark = make.a_benchmark(
        world.agency, basis="goods", low=5, high=10, grades={"ordinary": (6, 8)}, penalty="农药管理条例第五十五条"
    )
    case = w.interviewed(world)
    weighed(world, case, benchmark, grade="ordinary", base=Decimal(32000), circumstances=["removed"])
    assert last_verb(case) == "case.weigh"
    with translation.override("zh-hans"):
        verdict = assess(case, fine(192000), w.on("03-20"))
        said = "".join(verdict.explanation)
    assert (verdict.within, verdict.lawful, verdict.range.high) == (True, True, 208000)  # type: ignore[union-attr]
    assert all(part in said for part in ("32,000元的5至10倍", "160,000＋160,000×30%", "第三十二条")), said
    assert assess(case, fine(240000), w.on("03-20")).needs_approval
    assert not assess(case, fine(400000), w.on("03-20")).lawful


def test_a_weighing_needs_a_published_benchmark_of_the_agency_and_the_base_of_a_multiple(world: w.World) -> None:
    benchmark, case = make.a_benchmark(world.agency, basis="goods", low=5, high=10), w.interviewed(world)
    with refused(BaseMissing, case, field="base"):
        weighed(world, case, benchmark)
    with refused(BenchmarkUnknown, case, field="grade"):
        weighed(world, case, benchmark, grade="heavier", base=Decimal(1))
    benchmark.issue.published_at = benchmark.issue.published_by = None
    benchmark.issue.save()
    with refused(BenchmarkUnknown, case, field="benchmark_ids"):
        weighed(world, case, benchmark, base=Decimal(1))


def test_the_law_of_the_act_applies_unless_the_later_one_is_lighter(world: w.World) -> None:
    old = make.a_benchmark(world.agency, from_on=OLD, to_on=date(2026, 3, 14))
    new = make.a_benchmark(world.agency, from_on=NEW, high=20000)
    case = w.interviewed(world)  # the act is of 03-10
    weighed(world, case, new)
    for new_high, applied in ((10000, new), (20000, old), (50000, old)):
        Benchmark.objects.filter(pk=new.pk).update(high=new_high)
        measured = assess(case, None, w.on("03-20")).measured
        assert measured is not None
        assert (new_high, measured.benchmark.pk) == (new_high, applied.pk)
    assert any(old.issue.document_number in sentence for sentence in measured.explanation)


def test_of_several_norms_the_one_with_the_higher_fine_applies(world: w.World) -> None:
    small = make.a_benchmark(world.agency)
    large = make.a_benchmark(world.agency, offence="擅自占用城市道路", high=50000, grades={"lighter": (0, 9000)})
    case = w.interviewed(world)
    weighed(world, case, small, benchmark_ids=[small.pk, large.pk])
    verdict = assess(case, fine(9000), w.on("03-20"))
    assert (verdict.within, verdict.measured.benchmark.pk) == (True, large.pk)  # type: ignore[union-attr]


def test_a_report_outside_the_statute_is_refused_and_one_outside_the_benchmark_decided_only_with_approval(
    world: w.World,
) -> None:
    benchmark = make.a_benchmark(world.agency)
    chosen = Weighed((benchmark.pk,), "lighter")
    case = w.interviewed(world)
    w.investigate(case_id=case.pk, by=world.by("lead"), at=w.at("03-20"), outcome="clear", officer_ids=world.pair)
    report: dict[str, Any] = {
        "facts": "堆放沙子。", "evidence": "笔录。", "legal_basis": w.BASIS, "kinds": ["fine"], "weighed": chosen
    }  # fmt: skip
    with refused(RuleBroken, case) as caught:
        w.conclude_investigation(
            case_id=case.pk, by=world.by("lead"), at=w.at("03-20", 10), fine=Decimal(20001), **report
        )
    assert caught.value.code == "R27"
    made = w.conclude_investigation(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-20", 10), fine=Decimal(9000), **report
    )
    assert "20,000" in made.discretion  # the reasoning stands where nothing was written
    w.check_case(case_id=case.pk, by=world.by("checker"), at=w.at("03-23"), outcome="agreed", opinion="同意")
    w.propose(case_id=case.pk, by=world.by("head"), at=w.at("03-24", 8), outcome="penalise")
    w.notify_party(case_id=case.pk, by=world.by("lead"), at=w.at("03-24"), officer_ids=world.pair)
    onward: dict[str, Any] = {"case_id": case.pk, "by": world.by("lead"), "outcome": "decide"}
    with refused(AnotherWay, case):  # neither approved by the main head nor discussed
        w.hear_defence(at=w.at("04-01"), **onward)
    decision: dict[str, Any] = {
        "outcome": "penalise", "kinds": ["fine"], "fine": Decimal(9000), "publish_reason": "无社会影响"
    }  # fmt: skip
    w.duty(world.people["third"], world.agency, "decide")
    with refused(NotMainHead, case):
        approve_departure(case_id=case.pk, by=world.by("third"), at=w.at("04-02"), reason="明显不当")
    approve_departure(case_id=case.pk, by=world.by("head"), at=w.at("04-02"), reason="占地虽小但位于学校门口。")
    w.hear_defence(at=w.at("04-02", 10), **onward)
    assert w.decide(case_id=case.pk, by=world.by("head"), at=w.at("04-02", 11), **decision).fine == 9000
    assert load(case, w.on("04-03")).weighing.approved_on == w.on("04-02")  # type: ignore[union-attr]
