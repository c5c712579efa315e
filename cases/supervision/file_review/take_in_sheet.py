"""Take in a score sheet: a draft that another supervisor publishes."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.access import DUTY
from cases.supervision.file_review.models import ScoreSheet, SheetItem
from cases.supervision.file_review.sheets.checking import check
from cases.supervision.file_review.sheets.sentences import sentence_of
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.append import append
from enforcement.ledger.numbers import take
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency


class SheetWrong(Invalid):
    """Refuse a workbook with a wrong cell; nothing of it is taken in."""

    sentence = _("The workbook has mistakes; nothing was taken in.")


@transaction.atomic(durable=True)
def take_in_sheet(
    *, agency_id: int, by: Actor, at: datetime, title: str, source: str, from_on: date, content: bytes
) -> ScoreSheet:
    """Take in every item of a workbook as the next version of the body's sheet.

    Raises:
        NotFound: for an agency that is not there. NotAllowed: without the duty of supervision.
        SheetWrong: naming the first wrong cell, on ``file``.
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    if by.person_id is None:
        raise NotAllowed
    require(by=by, duty=DUTY, agency=agency)
    checked = check(content)
    if checked.problems:
        first = checked.problems[0]
        raise SheetWrong(remedy=f"{first.cell} {sentence_of(first)}".strip(), field="file")
    made = ScoreSheet.objects.create(
        agency=agency, title=title.strip(), version=take(f"score_sheet:{agency.pk}"), source=source.strip(),
        from_on=from_on, sha256=hashlib.sha256(content).hexdigest(), made_at=at, made_by_id=by.person_id,
    )  # fmt: skip
    SheetItem.objects.bulk_create(SheetItem(sheet=made, **item) for item in checked.items)
    append(
        series=made.series, by=by, at=at, verb="score_sheet.take_in",
        body={"sheet": made.pk, "agency": agency.pk, "version": made.version, "sha256": made.sha256, "source": source},
    )  # fmt: skip
    return made
