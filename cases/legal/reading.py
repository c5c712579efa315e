"""What the page of a legal review shows before the form: term, files, earlier rounds, and whether one may review."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from cases.legal.ask_missing import review_due, waiting
from cases.legal.reviewers import is_first_time
from cases.models import Case, Review
from cases.review import HEADS
from cases.rules.loading import load
from cases.rules.preview import Candidate, preview
from cases.rules.review import review_required
from enforcement import clock
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.access import person_of


def review_context(request: HttpRequest, case: Case, record: StepRecord) -> dict[str, Any]:
    """Return the reviewer's picture of a case."""
    today, me = clock.today(), person_of(request)
    file = load(case, today=today)
    who = Candidate(me.name, me.pk, qualification=me.law_qualification, first_time=is_first_time(me))
    verdicts = preview(file, "review", people=[who])
    rounds = case.reviews.prefetch_related("disputes")
    return {
        "why_review": review_required(file), "unfit": next((v for v in verdicts if not v.ok), None),
        "sent": case.review_files.filter(round=case.reviews.count() + 1).first(), "waits": waiting(case),
        "review_due": review_due(case, clock.day_of(record.entered_at), today),
        "rounds": [(n, review, findings(review)) for n, review in enumerate(rounds, 1)],
    }  # fmt: skip


def findings(review: Review) -> list[tuple[str, str]]:
    """Return the heads on which a review found something, in the reader's language."""
    english = (get_language() or "").startswith("en")
    return [
        (HEADS[code][1 if english else 0], str(head.get("note", "")))
        for code, head in review.heads.items() if code in HEADS and not head.get("ok")
    ]  # fmt: skip
