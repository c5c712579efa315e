from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cases.acting import Archived
from cases.archive_case import archive_case
from cases.attach_paper import attach_paper
from cases.close_case import MeasuresLast, close_case
from cases.models import Case, Measure
from cases.papers import FileNotTaken
from cases.record import NoteMissing, record
from cases.record_payment import (
    NewDayMissing,
    NotOverdueYet,
    NotPaidInFull,
    ReceiptMissing,
    owed,
    record_payment,
)
from enforcement.errors import NotAllowed, OutOfOrder
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused

PDF = b"%PDF-1.7\nscan"


def pay(world: w.World, case: Case, day: str = "04-16", **changes: Any) -> Any:
    facts = {"outcome": "performed", "amount": Decimal(5000), "receipt": "鲁财001"}
    return record_payment(case_id=case.pk, by=world.by("lead"), at=w.at(day), **{**facts, **changes})


def test_payment_in_full_performs_the_decision(world: w.World) -> None:
    case = w.served(world, publish=False)
    pay(world, case)
    assert w.open_codes(case) == {"P21"}
    assert owed(Case.objects.get(pk=case.pk)) == 0
    assert case.papers.last().code == "JK"


def test_payment_is_refused_in_part_without_receipt_early_overdue_or_deferred_by_nobody(world: w.World) -> None:
    case = w.served(world, publish=False)
    with refused(NotPaidInFull, case, field="amount"):
        pay(world, case, amount=Decimal(4999))
    with refused(ReceiptMissing, case, field="receipt"):
        pay(world, case, receipt=" ")
    with refused(NotOverdueYet, case, field="outcome"):
        pay(world, case, "04-20", outcome="overdue", amount=Decimal(0))
    deferral: dict[str, Any] = {"outcome": "deferred", "amount": Decimal(0), "due_on": w.on("06-15")}
    with refused(NewDayMissing, case, field="due_on"):
        pay(world, case, **deferral)
    with refused(NewDayMissing, case):
        pay(world, case, **{**deferral, "due_on": w.on("04-16")}, approved_by_id=world.id("head"))
    with refused(NewDayMissing, case):
        pay(world, case, **{**deferral, "due_on": None}, approved_by_id=world.id("head"))


def test_a_deferral_sets_the_new_last_day_and_counts_what_was_paid(world: w.World) -> None:
    case = w.served(world, publish=False)
    made = pay(
        world, case, outcome="deferred", amount=Decimal(2000), due_on=w.on("06-15"), approved_by_id=world.id("head")
    )
    assert made.kind == "instalment"
    again = w.record_of(case, "P18")
    assert (again.visit, again.due_on) == (2, w.on("06-15"))
    assert "YQ" in set(case.papers.values_list("code", flat=True))
    with refused(NotPaidInFull, case):
        pay(world, case, "06-12", amount=Decimal(2999))
    pay(world, case, "06-12", amount=Decimal(3000))
    assert w.open_codes(case) == {"P21"}


def test_a_plain_record_is_refused_for_a_step_with_an_act_of_its_own(world: w.World) -> None:
    case = w.filed(world)
    step = w.record_of(case, "P05")
    with refused(OutOfOrder, case):
        record(case_id=case.pk, by=world.by("lead"), at=w.at("03-16"), record_id=step.pk, outcome="clear", text="甲")
    other = w.filed(world, party_name="乐陵市乙公司", party_code="")
    with refused(OutOfOrder, other):
        record(case_id=other.pk, by=world.by("lead"), at=w.at("03-16"), record_id=step.pk, outcome="clear", text="甲")


def test_a_plain_record_keeps_the_signed_paper_that_its_step_asks_for(world: w.World) -> None:
    case = w.filed(world)
    from cases.investigate import investigate

    investigate(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-16"), outcome="recusal", officer_ids=world.pair, ground="亲属"
    )
    facts: dict[str, Any] = {"case_id": case.pk, "by": world.by("head"), "at": w.at("03-17"), "outcome": "refused"}
    step = w.record_of(case, "P32").pk
    with refused(NoteMissing, case, field="text"):
        record(**facts, record_id=step, text=" ")
    with refused(FileNotTaken, case, field="file"):
        record(**facts, record_id=step, text="驳回", file=b"MZ program")
    record(**facts, record_id=step, text="驳回申请", file=b"\x89PNG\r\n\x1a\nbytes")
    assert w.open_codes(case) == {"P05"}
    assert case.papers.get(code="HB").media_type == "image/png"


def test_a_case_is_closed_only_when_nothing_is_held(world: w.World) -> None:
    case = w.performed(world)
    Measure.objects.create(
        case=case,
        kind="seize",
        taken_on=w.on("03-18"),
        approved_by="局长",
        items="甲",
        legal_basis="乙",
        due_on=w.on("04-17"),
    )
    with refused(MeasuresLast, case):
        close_case(case_id=case.pk, by=world.by("head"), at=w.at("04-20"), reason="performed")
    Measure.objects.update(ended_on=w.on("04-16"))
    closed = close_case(case_id=case.pk, by=world.by("head"), at=w.at("04-20"), reason="performed", opinion="准予")
    assert (closed.closed_on, closed.closure_reason) == (w.on("04-20"), "performed")
    assert w.open_codes(case) == {"P22"}


def test_an_archived_case_takes_nothing_more(world: w.World) -> None:
    case = w.closed(world)
    attach_paper(case_id=case.pk, by=world.by("lead"), at=w.at("04-21"), file=PDF, title="现场照片")
    assert last_verb(case) == "case.attach_paper"
    archive_case(case_id=case.pk, by=world.by("archivist"), at=w.at("04-22"), pages=42, remark="完整")
    case.refresh_from_db()
    assert case.archive_number == "乐综执档〔2026〕1号"
    assert {"ML", "BK"} <= set(case.papers.values_list("code", flat=True))
    with refused(Archived, case):
        attach_paper(case_id=case.pk, by=world.by("lead"), at=w.at("04-23"), file=PDF)
    with refused(Archived, case):
        archive_case(case_id=case.pk, by=world.by("archivist"), at=w.at("04-23"))


@pytest.mark.parametrize("content", [b"", b"<html>", b"GIF89a"])
def test_only_papers_and_pictures_are_taken_in(world: w.World, content: bytes) -> None:
    case = w.filed(world)
    with refused(FileNotTaken, case, field="file"):
        attach_paper(case_id=case.pk, by=world.by("lead"), at=w.at("03-16"), file=content)
    with refused(NotAllowed, case):
        attach_paper(case_id=case.pk, by=world.by("clerk"), at=w.at("03-16"), file=PDF)
