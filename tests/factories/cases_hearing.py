"""Rows of hearings, as acts would leave them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from cases.models import (
    Hearing,
    HearingAmount,
    HearingAttendee,
    HearingBreak,
    HearingExhibit,
    HearingPage,
    HearingSeat,
    HearingSection,
    HearingSignature,
)
from enforcement.organisation.models import Agency
from tests.factories.cases import day, moment


def an_amount(agency: Agency, amount: object = 5000, **facts: Any) -> HearingAmount:
    """Enter a line of the table of large amounts, in force since 2021."""
    whole = {"party": "organisation", "penalty": "fine", "from_on": date(2021, 7, 15), "source": "演示规定", **facts}
    return HearingAmount.objects.create(agency=agency, amount=Decimal(str(amount)), **whole)


def a_seat(hearing: Hearing, name: str = "听证员", **facts: Any) -> HearingSeat:
    """Seat a hearing officer."""
    return HearingSeat.objects.create(
        hearing=hearing, name=name, **{"role": "officer", "from_on": day("04-01"), **facts}
    )


def an_attendee(hearing: Hearing, name: str = "王某", **facts: Any) -> HearingAttendee:
    """Note somebody who attends."""
    return HearingAttendee.objects.create(
        hearing=hearing, name=name, **{"role": "party", "arrived_at": moment("05-07"), **facts}
    )


def a_section(hearing: Hearing, code: str = "open", text: str = "宣布开始", **facts: Any) -> HearingSection:
    """Write a part of the record."""
    times = {"begun_at": moment("05-07"), "saved_at": moment("05-07", 10), "saved_by": "辛某"}
    return HearingSection.objects.create(hearing=hearing, code=code, text=text, **{**times, **facts})


def an_exhibit(hearing: Hearing, label: str = "询问笔录", **facts: Any) -> HearingExhibit:
    """Show a piece of the file."""
    return HearingExhibit.objects.create(hearing=hearing, label=label, shown_at=moment("05-07"), **facts)


def a_break(hearing: Hearing, **facts: Any) -> HearingBreak:
    """Suspend a hearing."""
    whole = {"kind": "suspended", "ground": "force_majeure", "from_on": day("05-07"), **facts}
    return HearingBreak.objects.create(hearing=hearing, **whole)


def a_page(hearing: Hearing, number: int = 1, text: str = "听证笔录", **facts: Any) -> HearingPage:
    """Close a page of the record."""
    return HearingPage.objects.create(hearing=hearing, number=number, text=text, **{"sha256": "0" * 64, **facts})


def a_signature(page: HearingPage, name: str = "王某", **facts: Any) -> HearingSignature:
    """Note that a signature was refused."""
    whole = {"role": "party", "refusal_note": "拒绝签名", "signed_at": moment("05-07", 12), **facts}
    return HearingSignature.objects.create(page=page, name=name, **whole)
