"""Rows of legal review, as acts would leave them."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.models import Case, MajorDecision, Review, ReviewDispute, ReviewerSince, ReviewFile
from enforcement.organisation.models import Agency, Person
from tests.factories.cases import day


def a_major_decision(agency: Agency, **facts: Any) -> MajorDecision:
    """Put a line on the list of major decisions, in force since 2021."""
    whole = {"title": "吊销许可证件", "penalty": "revoke_licence", "from_on": date(2021, 7, 15), "source": "演示目录"}
    return MajorDecision.objects.create(agency=agency, **{**whole, **facts})


def a_review_file(case: Case, number: int = 1, **facts: Any) -> ReviewFile:
    """Send the file to the reviewer."""
    whole = {"sent_on": day("04-01"), "sent_by": "甲某", "files": ["案件调查终结报告"], **facts}
    return ReviewFile.objects.create(case=case, round=number, **whole)


def a_dispute(review: Review, **facts: Any) -> ReviewDispute:
    """Disagree with a review."""
    whole = {"raised_on": day("04-08"), "raised_by": "甲某", "reasons": "适用法律正确", **facts}
    return ReviewDispute.objects.create(review=review, **whole)


def a_reviewer_since(person: Person, on: str = "2016-05-03") -> ReviewerSince:
    """Note since when somebody reviews."""
    return ReviewerSince.objects.create(person=person, since_on=date.fromisoformat(on), source="任职文件")
