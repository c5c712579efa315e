"""行政处罚告知书 (行政处罚法第四十四、六十二、六十三条)."""

from __future__ import annotations

from cases.documents.layout import official_paper
from cases.drafting.written import written
from cases.models import Case, Notice


def notice_paper(case: Case, notice: Notice) -> bytes:
    """Return the prior notice as it is handed to the party, by the template in force."""
    paper = written("TG" if notice.hearing_right else "GZ", case, notice.served_on)
    return official_paper(
        paper.title, notice.number, case.agency.name, paper.paragraphs, notice.served_on, addressee=case.party.name
    )
