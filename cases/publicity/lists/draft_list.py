"""Begin a draft of a list: a copy of the version in force, or the rows of a workbook; all of it or nothing."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from cases.publicity.lists.kinds import KINDS
from cases.publicity.lists.models import PublicEntry, PublicList
from cases.publicity.lists.reading import in_force
from cases.publicity.lists.refusals import DraftThere, ListWrong
from cases.publicity.lists.sheet import check
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency


@transaction.atomic(durable=True)
def draft_list(
    *, agency_id: int, by: Actor, at: datetime, kind: str, from_on: date, document_number: str = "",
    content: bytes | None = None,
) -> PublicList:  # fmt: skip
    """Begin a draft; it is not public until another person publishes it.

    Raises:
        NotAllowed: without the duty of publication. NotFound: for no such list. DraftThere: if there is one.
        ListWrong: on the field of the file, for any cell that is wrong.
    """
    agency = Agency.objects.select_for_update().filter(pk=agency_id).first()
    if agency is None or kind not in KINDS:
        raise NotFound
    require(by=by, duty="publish", agency=agency)
    if by.person_id is None:  # a person answers for it, never the system
        raise NotAllowed
    rows = PublicList.objects.filter(agency=agency, kind=kind)
    if rows.filter(published_at__isnull=True).exists():
        raise DraftThere
    made = PublicList.objects.create(
        agency=agency, kind=kind, number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1, from_on=from_on,
        document_number=document_number.strip(), drafted_at=at, writers=[by.person_id],
    )  # fmt: skip
    facts = _of_workbook(content, made) if content is not None else _of_predecessor(made, clock.day_of(at))
    PublicEntry.objects.bulk_create(PublicEntry(issue=made, code=f["code"], title=f["title"], facts=f) for f in facts)
    body = {"list": made.pk, "version": made.number, "from_on": from_on, "rows": len(facts)}
    append(series=made.series, by=by, at=at, verb="public_list.draft", body=body)
    return made


def _of_workbook(content: bytes, made: PublicList) -> list[dict[str, str]]:
    checked = check(content, made.of, made.agency)
    if checked.problems:
        raise ListWrong(field="file")
    return checked.rows


def _of_predecessor(made: PublicList, today: date) -> list[dict[str, str]]:
    before = in_force(today).filter(agency_id=made.agency_id, kind=made.kind).first()
    return list(before.entries.values_list("facts", flat=True)) if before else []
