"""Record that articles of a law were amended or repealed, so that the items that rest on them are found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, Refusal
from enforcement.ledger.append import append
from exams.bank.ground import reason_in
from exams.bank.sharing import banks_editable
from exams.models import Item, LawRef


class NoSuchArticle(Invalid):
    """Refuse articles that no item names, or that were amended before."""

    sentence = _("No item rests on these articles in a wording that is still in force.")
    remedy = _("Choose the law, its version and the articles again.")


class DayBeforeLaw(Invalid):
    """Refuse a day on which the old wording was not in force yet."""

    sentence = _("The old wording was not in force before this day.")


class NotAmended(Refusal):
    """Refuse to take back what nobody recorded."""

    sentence = _("None of these articles is recorded as amended.")


@dataclass(frozen=True, slots=True)
class Amended:
    """What an amendment found: the articles, and how many items of all banks rest on them."""

    law: str
    articles: tuple[str, ...]
    items: int


@transaction.atomic(durable=True)
def amend_law(
    *,
    law: str,
    by: Actor,
    at: datetime,
    version: str,
    articles: Collection[str] | None = None,
    on: date,
    note: str = "",
) -> Amended:
    """Mark articles of a version of a law (all of them without ``articles``) as no longer in force from a day.

    It counts for every bank: a law is the same for all. Whoever keeps a bank with items on that law may record it.

    Raises:
        NoSuchArticle, DayBeforeLaw, NotAllowed
    """
    words = reason_in(note, field="note") if note.strip() else ""
    refs = _held(law, version, articles, outdated=False)
    if not refs or (articles and {ref.article for ref in refs} != set(articles)):
        raise NoSuchArticle(field="articles")
    if any(ref.in_force_from >= on for ref in refs):
        raise DayBeforeLaw(field="on")
    _require_keeper(by, refs)
    return mark_amended(refs, by=by, at=at, on=on, note=words)


def mark_amended(refs: list[LawRef], *, by: Actor, at: datetime, on: date, note: str) -> Amended:
    """Mark articles of one version of a law, which the caller holds, as no longer in force from a day."""
    for ref in refs:
        ref.outdated_from, ref.outdated_note = on, note
    LawRef.objects.bulk_update(refs, ["outdated_from", "outdated_note"])
    return _recorded("exam.amend_law", refs, by, at, {"on": on, "note": note})


@transaction.atomic(durable=True)
def withdraw_amendment(
    *, law: str, by: Actor, at: datetime, version: str, articles: Collection[str] | None = None, reason: str
) -> Amended:
    """Take back that articles were amended, where that was recorded by mistake.

    Raises:
        NoReason, NotAmended, NotAllowed
    """
    why = reason_in(reason)
    refs = _held(law, version, articles, outdated=True)
    if not refs or (articles and {ref.article for ref in refs} != set(articles)):
        raise NotAmended
    _require_keeper(by, refs)
    for ref in refs:
        ref.outdated_from, ref.outdated_note = None, ""
    LawRef.objects.bulk_update(refs, ["outdated_from", "outdated_note"])
    return _recorded("exam.withdraw_amendment", refs, by, at, {"reason": why})


def series_of_law(law: str) -> str:
    """Return the ledger series of a law."""
    return f"law:{law}"[:80]


def _held(law: str, version: str, articles: Collection[str] | None, *, outdated: bool) -> list[LawRef]:
    rows = LawRef.objects.select_for_update().filter(law=law, version=version, outdated_from__isnull=not outdated)
    if articles:
        rows = rows.filter(article__in=articles)
    return list(rows.order_by("pk"))


def _require_keeper(by: Actor, refs: Collection[LawRef]) -> None:
    mine = banks_editable(by.person_id or 0)
    if by.kind != "system" and not Item.objects.filter(versions__law_ref__in=refs, bank__in=mine).exists():
        raise NotAllowed


def _recorded(verb: str, refs: list[LawRef], by: Actor, at: datetime, facts: dict[str, object]) -> Amended:
    articles = tuple(ref.article for ref in refs)
    items = Item.objects.filter(current__law_ref__in=refs, retired_on=None).count()
    append(
        series=series_of_law(refs[0].law),
        by=by,
        at=at,
        verb=verb,
        body={"law": refs[0].law, "version": refs[0].version, "articles": list(articles), "items": items, **facts},
    )
    return Amended(refs[0].law, articles, items)
