from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cases.execution.apply_to_court import apply_to_court
from cases.execution.conclude_demand import TermRuns, conclude_demand
from cases.execution.conclude_enforcement import conclude_enforcement
from cases.execution.demand_payment import demand_payment
from cases.execution.hand_in import hand_in
from cases.execution.impose_surcharge import impose_surcharge
from cases.models import Case
from cases.record_payment import record_payment
from cases.rules.loading import load
from cases.rules.registry import RuleBroken, audit
from cases.summary.bank_on_spot import NotAtTheBank, bank_on_spot
from cases.summary.close_on_spot import close_on_spot
from cases.summary.confirm_on_spot import confirm_on_spot
from cases.summary.confirming import NotTheSecond, PasswordWrong, TooManyTries
from cases.summary.limits import AboveLimit, NoGroundToCollect, NoReceipt, NotOnTheSpot
from cases.summary.opening import OffenceMissing, SecondMissing
from cases.summary.penalise_on_spot import NotSignedNorRefused, RightsUntold, penalise_on_spot
from cases.summary.report_on_spot import report_on_spot
from cases.summary.turn_general import turn_general
from tests.cases.acts import world as w
from tests.cases.acts.refusing import refused
from tests.factories import cases_discretion as make

pytestmark = pytest.mark.django_db(transaction=True)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
PASSWORD = "correct horse"


def spot(world: w.World, day: str = "03-10", *, by: str = "lead", **changes: Any) -> Case:
    """Penalise a person on the spot: 50 yuan, signed, both officers there."""
    facts: dict[str, Any] = {
        "agency_id": world.agency.pk, "field": "urban", "second_id": world.id("co"), "party_kind": "person",
        "party_name": "张某", "place": "兴隆北大街", "facts": "在人行道上摆摊。", "cause": "占道经营",
        "penalty": "城市市容管理条例第三十六条", "kinds": ("fine",), "fine": Decimal(50), "signature": PNG,
        "rights_told": True, "password": PASSWORD, "photos": (PNG,),
    }  # fmt: skip
    return penalise_on_spot(by=world.by(by), at=w.at(day), **{**facts, **changes})


def test_two_officers_penalise_in_one_act_and_the_numbers_have_no_gap(world: w.World) -> None:
    first, second = spot(world), spot(world, party_name="李某")
    assert [c.number for c in (first, second)] == ["乐综执当罚〔2026〕1号", "乐综执当罚〔2026〕2号"]
    assert w.open_codes(first) == {"S05"}
    assert first.on_spot.confirmed_way == "password"
    assert {p.code for p in first.papers.all()} >= {"SX", "SG", "SM", "DC"}
    assert w.record_of(first, "S05").due_on == w.on("03-16")  # five plain days: 03-15 is a Sunday
    assert [f.rule for f in audit(load(first, w.on("03-11"))) if f.blocks] == []
    assert "应当先自收到本决定书之日起六十日内" in first.decision.remedies


WRONG: list[tuple[type, dict[str, Any], str]] = [
    (RightsUntold, {"rights_told": False}, "rights_told"),
    (NotSignedNorRefused, {"signature": b""}, "refusal"),
    (AboveLimit, {"fine": Decimal(201)}, "fine"),
    (AboveLimit, {"party_kind": "business", "fine": Decimal(201)}, "fine"),
    (AboveLimit, {"party_kind": "organisation", "fine": Decimal(3001)}, "fine"),
    (AboveLimit, {"fine": Decimal(51), "acted_on": w.on("2021-07-14")}, "fine"),
    (NotOnTheSpot, {"kinds": ("shutdown",), "fine": Decimal(0)}, "kinds"),
    (NoGroundToCollect, {"ground": "68a", "fine": Decimal(150), "receipt": "1"}, "ground"),
    (NoReceipt, {"ground": "68a"}, "receipt"),
    (PasswordWrong, {"password": "wrong"}, "password"),
    (OffenceMissing, {"penalty": ""}, "benchmark_id"),
]


def test_what_the_law_does_not_allow_on_the_spot_is_refused_and_takes_no_number(world: w.World) -> None:
    cache.clear()
    for kind, changes, field in WRONG:
        with refused(kind, field=field):
            spot(world, **changes)


def test_one_officer_or_one_without_a_valid_credential_is_not_enough(world: w.World) -> None:
    with refused(SecondMissing, field="second_id"):
        spot(world, second_id=world.id("lead"))
    with pytest.raises(Exception) as caught:
        spot(world, second_id=world.id("helper"))
    assert getattr(caught.value, "code", "") in {"R01", "R03", "GuardFailed", "guard_failed"}
    assert not Case.objects.exists()


def test_the_second_officer_confirms_on_the_own_phone_and_only_then_the_number_is_given(world: w.World) -> None:
    case = spot(world, password="")
    assert (case.number, w.open_codes(case)) == ("", {"S04"})
    with refused(NotTheSecond, case):
        confirm_on_spot(case_id=case.pk, by=world.by("third"), at=w.at("03-10", 10))
    done = confirm_on_spot(case_id=case.pk, by=world.by("co"), at=w.at("03-10", 10))
    assert (done.number, done.on_spot.confirmed_way) == ("乐综执当罚〔2026〕1号", "phone")


def test_guessing_the_second_officers_password_ends_soon(world: w.World) -> None:
    cache.clear()
    for _n in range(5):
        with pytest.raises(PasswordWrong):
            spot(world, password="guess")
    with pytest.raises(TooManyTries):
        spot(world)
    cache.clear()


def test_a_collected_fine_is_handed_in_within_two_working_days_and_again_to_the_bank(world: w.World) -> None:
    case = spot(world, ground="68a", receipt="鲁财0001")
    report_on_spot(case_id=case.pk, by=world.by("lead"), at=w.at("03-11"))
    record = w.record_of(case, "S06")
    assert record.due_on == w.on("03-12")
    with refused(NotAtTheBank, case):
        bank_on_spot(case_id=case.pk, by=world.by("lead"), at=w.at("03-11", 10), slip="1")
    late = audit(load(case, w.on("03-13")), ["R25"])
    assert [f.on for f in late] == [w.on("03-13")]
    money = case.payments.get()
    hand_in(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-13"), payment_id=money.pk, handed_in_on=w.on("03-12"),
        banked_on=w.on("03-13"),
    )  # fmt: skip
    bank_on_spot(case_id=case.pk, by=world.by("lead"), at=w.at("03-13"), slip="B1")
    closed = close_on_spot(case_id=case.pk, by=world.by("lead"), at=w.at("03-13", 10))
    assert (closed.archived_on, w.open_codes(closed)) == (w.on("03-13"), set())
    assert not audit(load(closed, w.on("03-14")), ["R25"])


def test_a_fine_for_the_bank_runs_fifteen_days_and_a_warning_is_closed_at_once(world: w.World) -> None:
    case = spot(world)
    report_on_spot(case_id=case.pk, by=world.by("lead"), at=w.at("03-13"))
    assert w.record_of(case, "S07").due_on == w.on("03-25")
    record_payment(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-20"), outcome="performed", amount=Decimal(50), receipt="1"
    )
    assert w.open_codes(case) == {"S08"}
    warned = spot(world, kinds=("warning",), fine=Decimal(0), party_name="赵某")
    report_on_spot(case_id=warned.pk, by=world.by("lead"), at=w.at("03-13"))
    assert w.open_codes(warned) == {"S08"}


def test_a_fine_not_paid_at_the_bank_goes_by_demand_to_the_court_as_any_other(world: w.World) -> None:
    case = spot(world)
    do: dict[str, Any] = {"case_id": case.pk, "by": world.by("lead")}
    report_on_spot(**do, at=w.at("03-13"))
    record_payment(**do, at=w.at("03-26"), outcome="overdue")
    assert w.open_codes(case) == {"S10"}
    order = impose_surcharge(case_id=case.pk, by=world.by("head"), at=w.at("03-27"))
    assert order.from_on == w.on("03-26")
    demand_payment(**do, at=w.at("03-27"), officer_ids=world.pair)
    with refused(TermRuns, case):  # sixty days for the reconsideration that must come before a suit
        conclude_demand(**do, at=w.at("05-09"), outcome="unpaid")
    conclude_demand(**do, at=w.at("05-13"), outcome="unpaid")
    made = apply_to_court(case_id=case.pk, by=world.by("head"), at=w.at("05-14"), court="乐陵市人民法院")
    assert (made.principal, made.surcharge, w.open_codes(case)) == (50, 50, {"S11"})
    conclude_enforcement(**do, at=w.at("06-12"), outcome="court_accepted")
    assert close_on_spot(**do, at=w.at("06-12", 10)).closure_reason == "court"
    assert not [f for f in audit(load(case, w.on("06-13")), ["R26", "R31"]) if f.severity == "red"]


def test_what_is_above_the_limit_goes_over_to_the_general_procedure_with_everything_typed(world: w.World) -> None:
    facts: dict[str, Any] = {
        "agency_id": world.agency.pk, "field": "urban", "second_id": world.id("co"), "party_kind": "organisation",
        "party_name": "乐陵市甲建材有限公司", "party_code": w.FIRM_CODE, "place": "兴隆北大街", "facts": "堆放沙子。",
        "cause": "占道堆放", "penalty": w.BASIS, "kinds": ("fine",), "fine": Decimal(9000), "photos": (PNG,),
    }  # fmt: skip
    general = turn_general(by=world.by("lead"), at=w.at("03-10"), reason="超过限额", **facts)
    assert w.open_codes(general) == {"P02"}
    assert (general.cause, general.place, general.summary, general.party.name) == (
        "占道堆放", "兴隆北大街", "堆放沙子。", "乐陵市甲建材有限公司",
    )  # fmt: skip
    assert general.papers.filter(code="SX").count() == 1
    origin = general.turned_from.case
    origin.run.refresh_from_db()
    assert (origin.run.end, origin.closed_on) == ("general", w.on("03-10"))


def test_a_benchmark_and_a_fine_in_another_case_bind_on_the_spot_too(world: w.World) -> None:
    benchmark = make.a_benchmark(
        world.agency, offence="占道经营", high=150, grades={"lighter": (0, 50), "ordinary": (50, 150)}
    )
    with pytest.raises(RuleBroken) as caught:
        spot(world, benchmark_id=benchmark.pk, grade="lighter", fine=Decimal(60))
    assert caught.value.code == "R27"
    case = spot(world, benchmark_id=benchmark.pk, grade="lighter", party_code=w.PERSON_CODE)
    assert case.cause == "占道经营"
    with pytest.raises(RuleBroken) as caught:
        spot(world, "03-11", benchmark_id=benchmark.pk, party_code=w.PERSON_CODE, acted_on=w.on("03-10"))
    assert caught.value.code == "R28"


def test_the_phone_sends_the_page_and_the_party_reads_the_decision_by_its_secret(world: w.World) -> None:
    client = Client()
    client.force_login(world.people["lead"])
    typed = {
        "second_id": world.id("co"), "cause": "占道经营", "penalty": "某条例第一条", "party_kind": "person",
        "party_name": "张某", "place": "北大街", "facts": "摆摊", "kinds": ["fine"], "fine": "201", "rights_told": "on",
        "refusal": "当事人拒绝签名", "password": PASSWORD, "go": "spot",
    }  # fmt: skip
    assert client.get(reverse("on_spot")).status_code == 200
    refused_page = client.post(reverse("on_spot"), typed)
    assert (refused_page.status_code, b"2017" in refused_page.content) == (422, False)
    done = client.post(reverse("on_spot"), {**typed, "fine": "200"})
    case = Case.objects.get()
    assert done["Location"] == reverse("on_spot_done", args=[case.pk])
    assert case.number in client.get(done["Location"]).content.decode()
    address = reverse("on_spot_read", args=[case.on_spot.secret])
    assert Client().get(address).status_code == 200
    assert Client().get(f"{address}?pdf").content.startswith(b"%PDF")
    assert Client().get(reverse("on_spot_read", args=["0" * 32])).status_code == 404
