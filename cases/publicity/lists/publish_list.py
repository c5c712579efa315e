"""Publish a draft: by another person than wrote in it; the version before ends the day before."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import transaction

from cases.publicity.lists.models import PublicList
from cases.publicity.lists.reading import HOLDS
from cases.publicity.lists.refusals import NoDraft, NotEarlier, SameWriter
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.append import append
from enforcement.ledger.chain import canonical
from enforcement.organisation.duties.holding import holds


@transaction.atomic(durable=True)
def publish_list(*, list_id: int, by: Actor, at: datetime) -> PublicList:
    """Publish a draft (国办发〔2018〕118号第四项: 及时动态调整); its hash goes to the ledger.

    Raises:
        NotFound: if there is none. NotAllowed: without the duty of publication or of the head.
        SameWriter, NoDraft: as named. NotEarlier: if the version before begins no earlier.
    """
    issue = PublicList.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=list_id).first()
    if issue is None:
        raise NotFound
    if not any(holds(person_id=by.person_id, duty=duty, agency=issue.agency) for duty in ("publish", "decide")):
        raise NotAllowed
    if by.person_id is None or by.person_id in issue.writers:
        raise SameWriter
    if issue.published_at is not None:
        raise NoDraft
    _end_predecessors(issue)
    rows = list(issue.entries.order_by("code").values_list("facts", flat=True))
    issue.sha256 = hashlib.sha256(canonical({"rows": rows}).encode()).hexdigest()
    issue.published_by_id, issue.published_at = by.person_id, at
    issue.save(update_fields=["published_by", "published_at", "sha256"])
    body = {
        "list": issue.pk, "version": issue.number, "from_on": issue.from_on, "rows": len(rows), "sha256": issue.sha256,
        "written_by": issue.writers,
    }  # fmt: skip
    append(series=issue.series, by=by, at=at, verb="public_list.publish", body=body)
    return issue


def _end_predecessors(issue: PublicList) -> None:
    before = PublicList.objects.select_for_update().filter(HOLDS, agency=issue.agency, kind=issue.kind)
    for one in before:
        if one.from_on >= issue.from_on:
            raise NotEarlier
        last = issue.from_on - timedelta(days=1)
        if one.to_on is None or one.to_on > last:
            one.to_on = last
            one.save(update_fields=["to_on"])
