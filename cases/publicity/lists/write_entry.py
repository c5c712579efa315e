"""Write a row of a draft, or take one out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.publicity.lists.checking import charts_for, faults, kept
from cases.publicity.lists.models import PublicEntry, PublicList
from cases.publicity.lists.refusals import NoDraft, RowWrong
from cases.publicity.lists.sentences import sentence_of
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require


@transaction.atomic(durable=True)
def write_entry(*, list_id: int, by: Actor, at: datetime, facts: Mapping[str, str], entry_id: int = 0) -> PublicEntry:
    """Write a row; ``entry_id`` 0 adds one. Whoever writes will not publish the draft.

    Raises:
        NotAllowed: without the duty of publication. NoDraft: if it is published. NotFound: for no such row.
        RowWrong: on its field, for what the check of a workbook would say too.
    """
    issue = locked_draft(list_id, by)
    code = facts.get("code", "") or _free(issue)
    row = kept(issue.of, {**facts, "code": code})
    for fault in faults(issue.of, row, charts_for(issue.agency)):
        raise RowWrong(sentence_of(fault.code, fault.more), field=fault.field)
    others = issue.entries.exclude(pk=entry_id).filter(code=code)
    if others.exists():
        raise RowWrong(sentence_of("twice", {"said": code, "row": others[0].title}), field="code")
    if entry_id:
        entry = issue.entries.filter(pk=entry_id).first()
        if entry is None:
            raise NotFound
        entry.code, entry.title, entry.facts = row["code"], row["title"], row
        entry.save(update_fields=["code", "title", "facts"])
    else:
        entry = PublicEntry.objects.create(issue=issue, code=row["code"], title=row["title"], facts=row)
    _wrote(issue, by, at, "write", {"code": code})
    return entry


@transaction.atomic(durable=True)
def remove_entry(*, list_id: int, by: Actor, at: datetime, entry_id: int) -> PublicList:
    """Take a row out of a draft.

    Raises:
        NotAllowed, NoDraft, NotFound: as :func:`write_entry`.
    """
    issue = locked_draft(list_id, by)
    entry = issue.entries.filter(pk=entry_id).first()
    if entry is None:
        raise NotFound
    code = entry.code
    entry.delete()
    _wrote(issue, by, at, "remove", {"code": code})
    return issue


def locked_draft(list_id: int, by: Actor) -> PublicList:
    """Return a draft, locked, that the person may write in.

    Raises:
        NotAllowed, NoDraft, NotFound: as :func:`write_entry`.
    """
    issue = PublicList.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=list_id).first()
    if issue is None:
        raise NotFound
    require(by=by, duty="publish", agency=issue.agency)
    if by.person_id is None:
        raise NotAllowed
    if issue.published_at is not None:
        raise NoDraft
    return issue


def _free(issue: PublicList) -> str:
    taken, number = set(issue.entries.values_list("code", flat=True)), 1
    while f"{number:03}" in taken:
        number += 1
    return f"{number:03}"


def _wrote(issue: PublicList, by: Actor, at: datetime, what: str, body: dict[str, Any]) -> None:
    if by.person_id not in issue.writers:
        issue.writers = [*issue.writers, by.person_id]
        issue.save(update_fields=["writers"])
    append(series=issue.series, by=by, at=at, verb=f"public_list.{what}", body={"list": issue.pk, **body})
