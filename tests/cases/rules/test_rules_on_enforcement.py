"""Rules on what follows a decision: remedies and their lapse, demands, the court, money on the spot, the police."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cases.rules.file import CaseFile, ServiceFact
from cases.rules.file_after import (
    DemandFact,
    EnforcementFact,
    InstalmentFact,
    PaymentFact,
    RemedyFact,
    TransferFact,
)
from cases.rules.registry import audit
from cases.rules.remedies import court_until, lapsed_on
from cases.rules.weighed import WeighingFact
from enforcement import clock
from tests.factories.files import A, B, a_clean_file, day, decision, inquiry, notice, terms

FIRST = "应当先自收到本决定书之日起六十日内申请行政复议；不服的，可以十五日内提起行政诉讼"


def kinds(file: CaseFile, *rules: str) -> list[str]:
    """Return what stands before the colon in the keys of findings."""
    return [f.key.split(":")[0] for f in audit(file, rules)]


def asked(**more: Any) -> RemedyFact:
    """Return a reconsideration asked for on 20 April."""
    return RemedyFact("reconsideration", day("04-20"), **more)


def ended(outcome: str, on: str, **more: Any) -> RemedyFact:
    """Return the same with an outcome served on its day."""
    return asked(outcome=outcome, outcome_on=day(on), served_on=day(on), **more)


def owed(on: str, demand: str = "09-10", kind: str = "court", surcharge: int = 0, **more: Any) -> CaseFile:
    """Return an unpaid fine of 5,000 yuan, served on 3 April, that is enforced on a day."""
    facts: dict[str, Any] = {"demands": (DemandFact(day(demand)),), "performed_on": None, "closed_on": None, **more}
    one = EnforcementFact(kind, day(on), Decimal(5000), Decimal(surcharge), Decimal(5000))
    return a_clean_file(today=day("2026-12-31"), enforcements=(one,), **facts)


def on_the_spot(fine: int, on: str = "03-10", party: str = "person", kinds: tuple[str, ...] = (), **more: Any) -> Any:
    """Return a penalty on the spot."""
    whole: dict[str, Any] = {
        "chart": "S", "filed_on": None, "clue_on": day(on), "party_kind": party, "inquiries": (inquiry(on),),
        "notices": (), "decision": decision(on, terms(fine, 0, *kinds), remedies=FIRST), "published_on": None,
        "services": (ServiceFact("decision", day(on), (A, B)),), "performed_on": day(on), "closed_on": day(on),
    }  # fmt: skip
    return a_clean_file(**{**whole, **more})


class TestRemedies:
    @pytest.mark.parametrize(
        ("remedy", "lapses"),
        [
            (None, "10-08"),
            (ended("upheld", "07-03"), "07-20"),
            (ended("withdrawn", "05-10"), "10-08"),  # 行政诉讼法司法解释第五十八条
            (ended("withdrawn", "11-10"), "11-10"),
            (asked(refused_on=day("04-24")), "10-08"),
            (asked(), None),
            (RemedyFact("supervision", day("05-20")), "10-08"),
        ],
    )
    def test_when_they_lapse(self, remedy, lapses):
        file = a_clean_file(remedies=(remedy,) if remedy else ())
        assert lapsed_on(file) == (day(lapses) if lapses else None)

    @pytest.mark.parametrize(
        ("on", "remedy", "lapses"),
        [
            ("03-10", None, "2026-05-09"),
            ("2023-12-29", None, "2024-07-01"),
            ("03-10", ended("upheld", "05-06"), "2026-05-21"),
            ("03-10", asked(refused_on=day("04-24")), "2026-05-09"),
            ("03-10", ended("withdrawn", "04-24"), "2026-05-09"),
        ],
    )
    def test_against_a_penalty_on_the_spot_reconsideration_comes_first(self, on, remedy, lapses):
        file = on_the_spot(150, on, remedies=(remedy,) if remedy else ())
        end = file.calendar.next_working(day(lapses))
        assert lapsed_on(file) == end
        assert court_until(file) == file.calendar.next_working(day(f"{end:%Y}-{end.month + 3:02}-{end:%d}"))

    @pytest.mark.parametrize(
        ("on", "text", "told"),
        [
            ("03-10", FIRST, True),
            ("03-10", "可以六十日内申请行政复议，也可以六个月内提起行政诉讼", False),
            ("03-10", "六十日内向乐陵市人民政府申请行政复议；对行政复议决定不服的，十五日内提起行政诉讼", True),
            ("03-10", "六十日内申请行政复议，对复议决定不服的可以起诉；也可以六个月内直接提起行政诉讼", False),
            ("2023-12-29", "可以六十日内申请行政复议，也可以六个月内提起行政诉讼", True),
        ],
    )
    def test_the_paper_says_so(self, on, text, told):
        file = on_the_spot(150, on)
        file = replace(file, decision=replace(file.decision, remedies=text))
        assert (kinds(file, "R37") == []) is told


class TestEnforcement:
    @pytest.mark.parametrize(
        ("file", "found"),
        [
            (owed("10-09"), []),
            (owed("10-08"), ["remedy"]),
            (owed("06-10", "05-20", remedies=(ended("withdrawn", "05-10"),)), ["remedy"]),
            (owed("10-12", remedies=(RemedyFact("litigation", day("11-20")),)), []),
            (owed("10-12", remedies=(RemedyFact("litigation", day("10-10")),)), ["remedy"]),
            (owed("10-12", remedies=(ended("annulled", "08-31"),)), ["void"]),
            (owed("10-12", remedies=(ended("anew", "10-12"),)), ["void"]),
            (owed("08-30", "06-01", remedies=(ended("upheld", "06-29"),)), []),
            (owed("08-30", "06-01", remedies=(ended("upheld", "09-29"),)), ["remedy"]),
            (owed("10-09", "04-20"), ["hasty"]),
            (owed("10-09", demands=(DemandFact(day("04-06")), DemandFact(day("09-10")))), []),
            (owed("10-09", demands=()), ["none"]),
            (owed("10-09", "09-23"), ["early"]),
        ],
    )
    def test_what_the_court_may_be_asked_for_and_when(self, file, found):
        assert kinds(file, "R31") == found

    @pytest.mark.parametrize(
        ("on", "until", "found"),
        [("05-15", None, []), ("05-15", "05-14", []), ("05-15", "05-15", ["early"])],
    )
    def test_own_enforcement_waits_for_the_term_that_the_demand_names(self, on, until, found):
        demand = DemandFact(day("05-06"), until_on=day(until) if until else None)
        assert kinds(owed(on, kind="own", demands=(demand,)), "R31") == found

    @pytest.mark.parametrize("end", [None, "07-03", "05-20"])
    def test_an_order_to_stop_is_not_forgotten_when_the_remedy_has_ended(self, end):
        remedy = ended("upheld", end) if end else asked()
        file = owed("06-01", "05-07", kind="own", remedies=(replace(remedy, stopped_on=day("05-06")),))
        assert kinds(file, "R31") == ([] if end == "05-20" else ["stopped"])

    @pytest.mark.parametrize(
        ("approved", "paid", "found"),
        [("05-06", 2000, ["deferred"]), ("05-06", 0, []), ("11-03", 2000, [])],
    )
    def test_nobody_enforces_while_a_deferral_is_kept(self, approved, paid, found):
        parts = (("06-30", 2000), ("12-31", 3000))
        plan = tuple(InstalmentFact(1, day(on), Decimal(amount), day(approved)) for on, amount in parts)
        file = owed("11-02", plan=plan, payments=(PaymentFact(day("06-30"), Decimal(paid)),))
        assert kinds(file, "R31") == found
        assert court_until(file) == day("2027-03-31")

    @pytest.mark.parametrize(
        ("remedy", "most"),
        [(None, 5000), (ended("anew", "08-31"), 0), (ended("changed", "06-01", fine_after=Decimal(800)), 800)],
    )
    def test_the_additional_fine_is_capped_by_the_fine_that_still_stands(self, remedy, most):
        remedies = (remedy,) if remedy else ()
        assert kinds(owed("11-02", surcharge=most, remedies=remedies), "R26") == []
        assert kinds(owed("11-02", surcharge=most + 1, remedies=remedies), "R26") == ["court"]


class TestOnTheSpot:
    @pytest.mark.parametrize(
        ("fine", "party", "more", "ok"),
        [
            (200, "person", (), True), (201, "person", (), False), (3000, "organisation", (), True),
            (3001, "organisation", (), False), (0, "organisation", ("warning",), True),
            (0, "organisation", ("shutdown",), False),
        ],
    )  # fmt: skip
    def test_only_a_warning_or_a_small_fine(self, fine, party, more, ok):
        assert (kinds(on_the_spot(fine, party=party, kinds=more), "R27") == []) is ok
        assert kinds(replace(on_the_spot(fine, party=party, kinds=more), chart="P"), "R27") == []

    @pytest.mark.parametrize(("fine", "parts", "ok"), [(100, (100,), True), (200, (100, 100), False)])
    def test_a_hundred_yuan_is_what_was_imposed(self, fine, parts, ok):
        paid = tuple(
            PaymentFact(day("03-10"), Decimal(amount), "on_the_spot", "68a", "1", day("03-10"), day("03-10"))
            for amount in parts
        )
        assert (kinds(on_the_spot(fine, payments=paid), "R25") == []) is ok


def test_a_demand_is_no_service_of_the_decision():
    file = a_clean_file(today=day("06-01"), services=(ServiceFact("demand", day("04-03"), (A, B)),))
    assert kinds(file, "R23") == ["service"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (terms(), None), (terms(500), ("red", True)), (terms(0, 0, "warning"), ("red", True)),
        (terms(0, 800), ("yellow", False)),
    ],
)  # fmt: skip
def test_whom_the_law_spares_gets_no_penalty_at_all(given, found):
    spared = WeighingFact(day("03-20"), "exempt", Decimal(0), Decimal(5000), Decimal(0), Decimal(0))
    file = a_clean_file(weighing=spared, notices=(notice("03-24", given),), decision=decision("04-02", given))
    assert [(f.severity, f.blocks) for f in audit(file, ("R27",))] == ([found] if found else [])


@pytest.mark.parametrize(
    ("facts", "fined"),
    [
        ({}, True), ({"filed": False, "ended_on": "03-23"}, False), ({"filed": True, "ended_on": "03-23"}, True),
        ({"filed": True, "returned_on": "04-02"}, False), ({"filed": True, "returned_on": "04-03"}, True),
        ({"approved": False}, False),
    ],
)  # fmt: skip
def test_a_fine_waits_until_the_case_is_back_from_the_police(facts, fined):
    days = {name: day(value) if isinstance(value, str) else value for name, value in facts.items()}
    at = datetime.combine(date(2026, 3, 16), datetime.min.time(), clock.now().tzinfo)
    one = TransferFact(at, at, at, **days)
    assert ("fine" in kinds(a_clean_file(transfers=(one,)), "R30")) is fined
