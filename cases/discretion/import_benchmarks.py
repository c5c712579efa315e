"""Take in a workbook of benchmarks as a draft issue: all of it or nothing."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.discretion.checking import check
from cases.discretion.models import Benchmark, BenchmarkSet, Grade
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency


class WorkbookWrong(Invalid):
    """Refuse a workbook with any cell that is wrong."""

    sentence = _("The workbook has mistakes; nothing was taken in.")
    remedy = _("Correct the cells that the check names and choose the file again.")


class DocumentKnown(Invalid):
    """Refuse a second issue of one document."""

    sentence = _("Benchmarks of this document number were taken in already.")
    remedy = _("Enter the number of the document that issues these benchmarks.")


@transaction.atomic(durable=True)
def import_benchmarks(
    *, agency_id: int, by: Actor, at: datetime, content: bytes, title: str, document_number: str, from_on: date
) -> BenchmarkSet:
    """Take in the benchmarks of a document, not in force until another person publishes them.

    Raises:
        NotAllowed: without the duty of legal review. WorkbookWrong: for any cell that is wrong.
        DocumentKnown: for a document number that is there.
    """
    agency = Agency.objects.get(pk=agency_id)
    require(by=by, duty="review", agency=agency)
    if by.person_id is None:  # a person answers for it, never the system
        raise NotAllowed
    if BenchmarkSet.objects.filter(agency=agency, document_number=document_number).exists():
        raise DocumentKnown(field="document_number")
    checked = check(content, agency)
    if checked.problems:
        raise WorkbookWrong(field="file")
    issue = BenchmarkSet.objects.create(
        agency=agency, title=title, document_number=document_number, from_on=from_on,
        sha256=hashlib.sha256(content).hexdigest(), drafted_by_id=by.person_id, drafted_at=at,
    )  # fmt: skip
    rows = [Benchmark(issue=issue, agency=agency, from_on=from_on, **draft.facts) for draft in checked.drafts]
    made = Benchmark.objects.bulk_create(rows)
    Grade.objects.bulk_create(
        Grade(benchmark=row, **facts)
        for row, draft in zip(made, checked.drafts, strict=True)
        for facts in draft.grades.values()
    )
    append(
        series=f"benchmarks:{issue.pk}", by=by, at=at, verb="benchmarks.import",
        body={"issue": issue.pk, "document": document_number, "benchmarks": len(made), "sha256": issue.sha256},
    )  # fmt: skip
    return issue
