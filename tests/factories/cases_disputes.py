"""Disputes between agencies, as the acts leave them."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cases.disputes.models import Dispute, DisputeOpinion, DisputePaper
from enforcement.organisation.models import Agency

AT = datetime(2026, 3, 10, 1, 0, tzinfo=timezone.get_fixed_timezone(0))
_number = itertools.count(1)


def a_dispute(agency: Agency, **facts: Any) -> Dispute:
    """Make a dispute without a run."""
    whole = {
        "number": f"执法争议〔2026〕{next(_number)}号",
        "kind": "both",
        "subject": "占道经营",
        "facts": "两家都查处。",
    }
    return Dispute.objects.create(applicant=agency, opened_on=date(2026, 3, 10), **{**whole, **facts})


def an_opinion(dispute: Dispute, agency: Agency, **facts: Any) -> DisputeOpinion:
    """Make an agency's part in a dispute."""
    return DisputeOpinion.objects.create(dispute=dispute, agency=agency, **facts)


def a_paper(dispute: Dispute) -> DisputePaper:
    """Make a paper of a dispute."""
    return DisputePaper.objects.create(dispute=dispute, title="意见", sha256="0" * 64, made_at=AT, author="甲")
