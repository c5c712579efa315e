"""行政处罚决定书 (行政处罚法第五十九条)."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from cases.documents.layout import official_paper
from cases.drafting.written import written
from cases.models import Case, Decision


def decision_paper(case: Case, decision: Decision) -> bytes:
    """Return the written decision by the template in force, with the code of its public page if it is published."""
    case.decision = decision
    paper = written("JD", case, decision.dated_on or decision.decided_on)
    address = f"{settings.PUBLIC_URL}{reverse('decision', args=[case.pk])}" if decision.publish else ""
    return official_paper(
        paper.title, decision.number, case.agency.name, paper.paragraphs, decision.dated_on, qr=address,
        qr_note="公开后可扫码查看本决定的公开内容",
    )  # fmt: skip
