"""Large amounts as data: the nearest agency's line for the field and the day, and what is on the list of major ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cases.hearing.large_amounts import EndsTooEarly, LineTaken, SourceMissing, end_amount, enter_amount
from cases.legal.list_major import EndsBeforeItBegins, TooWide, end_major, list_major
from cases.notify_party import hearing_right
from cases.rules.amounts import AmountFact
from cases.rules.file import Legal
from cases.rules.hearing import hearing_required
from cases.rules.loading import load
from cases.rules.registry import audit
from cases.rules.review import review_required
from enforcement.errors import NotAllowed
from enforcement.ledger.models import Entry
from tests.cases.acts import world as w
from tests.factories.files import a_clean_file, terms

LINE = AmountFact("organisation", "fine", Decimal(5000), from_on=date(2026, 1, 1), source="甲", depth=1)


@pytest.mark.parametrize(
    ("line", "fine", "right"),
    [
        (LINE, 5000, True), (LINE, 4999, False),
        (replace(LINE, inclusive=False), 5000, False), (replace(LINE, inclusive=False), 5001, True),
        (replace(LINE, field="market"), 5000, False),  # another field: the setting of 100,000 holds
        (replace(LINE, from_on=date(2026, 4, 1)), 5000, False),
        (replace(LINE, to_on=date(2026, 3, 1)), 5000, False),
        (replace(LINE, party="person"), 5000, False),
    ],
)  # fmt: skip
def test_the_line_of_the_field_and_the_day_gives_the_right(line: AmountFact, fine: int, right: bool) -> None:
    found = hearing_required(terms(fine), "organisation", Legal(), (line,), field="urban", on=date(2026, 3, 24))
    assert bool(found) is right


def test_a_line_of_the_field_and_of_the_nearer_agency_comes_first() -> None:
    far, own = replace(LINE, depth=0, field="urban", amount=Decimal(1)), replace(LINE, amount=Decimal(9000))
    narrow = replace(own, field="urban", amount=Decimal(8000))
    for table, limit in (((far, own), "9000"), ((far, own, narrow), "8000")):
        assert limit in hearing_required(terms(90000), "organisation", Legal(), table, field="urban")


def enter(world: w.World, amount: int, day: str, who: str = "reviewer", **facts: str) -> int:
    whole = {"party": "organisation", "penalty": "fine", "source": "鲁政办发〔2026〕1号", **facts}
    made = enter_amount(
        agency_id=world.agency.pk, by=world.by(who), at=w.at("03-01"), amount=Decimal(amount), from_on=w.on(day), **whole
    )  # fmt: skip
    return made.pk


def test_the_table_decides_over_the_notice_of_a_real_case_by_its_day(world: w.World) -> None:
    case = w.proposed(world)
    assert hearing_right(case, w.on("03-24")) == ""
    with pytest.raises(NotAllowed):
        enter(world, 3000, "03-01", "lead")
    with pytest.raises(SourceMissing):
        enter(world, 3000, "03-01", source=" ")
    first = enter(world, 3000, "03-01")
    with pytest.raises(LineTaken):
        enter(world, 4000, "03-01")
    assert "3000" in hearing_right(case, w.on("03-24"))
    enter(world, 9000, "03-20")  # ends the first on 19 March
    assert hearing_right(case, w.on("03-24")) == ""
    assert "3000" in hearing_right(case, w.on("03-19"))
    with pytest.raises(EndsTooEarly):
        end_amount(amount_id=first, by=world.by("reviewer"), at=w.at("03-25"), to_on=w.on("02-01"))
    end_amount(amount_id=first, by=world.by("reviewer"), at=w.at("03-25"), to_on=w.on("03-10"))
    verbs = Entry.objects.filter(series=f"hearing_amounts:{world.agency.pk}").order_by("seq")
    assert list(verbs.values_list("verb", flat=True)) == ["hearing_amount.enter"] * 2 + ["hearing_amount.end"]


def test_a_listed_decision_is_reviewed_while_the_line_is_in_force(world: w.World) -> None:
    case = w.notified(world)
    file = load(case, today=w.on("03-25"))
    assert review_required(file) == ""
    facts = {"agency_id": world.agency.pk, "by": world.by("reviewer"), "at": w.at("03-01"), "source": "目录"}
    with pytest.raises(TooWide):
        list_major(title="一切处罚", from_on=w.on("03-01"), **facts)
    line = list_major(title="五千元以上罚款", penalty="fine", amount=Decimal(5000), from_on=w.on("03-01"), **facts)
    assert "五千元以上罚款" in review_required(load(case, today=w.on("03-25")))
    with pytest.raises(EndsBeforeItBegins):
        end_major(line_id=line.pk, by=world.by("reviewer"), at=w.at("03-02"), to_on=w.on("02-01"))
    end_major(line_id=line.pk, by=world.by("reviewer"), at=w.at("03-02"), to_on=w.on("03-24"))
    assert review_required(load(case, today=w.on("03-25"))) == ""


def test_what_nobody_rechecked_bars_the_decision_but_not_that_of_an_outside_record() -> None:
    file = a_clean_file()
    unheard = replace(file, notices=(replace(file.notices[0], unheard=(date(2026, 3, 26),)),))
    assert [(f.rule, f.key) for f in audit(unheard)] == [("R09", "unheard:2026-03-26")]
    assert audit(replace(unheard, is_outside=True), ["R09"]) == []
