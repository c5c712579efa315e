"""行政处罚告知书 (行政处罚法第四十四、六十二、六十三条)."""

from __future__ import annotations

from datetime import date

from cases.documents.layout import official_paper
from cases.drafting.readings_later import notice_to_serve
from cases.drafting.written import written
from cases.models import Case, Notice


def notice_paper(case: Case, notice: Notice) -> bytes:
    """Return the prior notice as it is handed to the party, by the template in force."""
    paper = written(key_of(hearing_right=notice.hearing_right), case, notice.served_on)
    return official_paper(
        paper.title, notice.number, case.agency.name, paper.paragraphs, notice.served_on, addressee=case.party.name
    )


def notice_to_hand_over(case: Case, *, number: str, on: date, days: int, hearing_right: bool) -> bytes:
    """Return the prior notice before it is served; the ``days`` of the defence run from the day of receipt."""
    instead = {"notice": notice_to_serve(case, number, days)}
    paper = written(key_of(hearing_right=hearing_right), case, on, instead=instead)
    return official_paper(paper.title, number, case.agency.name, paper.paragraphs, on, addressee=case.party.name)


def key_of(*, hearing_right: bool) -> str:
    """Return the template of a notice: with the right to a hearing (第六十三条), or without."""
    return "TG" if hearing_right else "GZ"
