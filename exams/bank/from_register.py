"""What the register of norms confirms as changed is marked in the bank by itself: nobody enters an amendment twice."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from enforcement.actor import Actor
from enforcement.norms.articles import keys_of
from enforcement.norms.models import ArticleChange, NormEnd, NormVersion
from enforcement.norms.standing import NATIONAL
from exams.bank.amend_law import mark_amended
from exams.models import LawRef


def mark(entry: NormVersion | NormEnd, by: Actor, at: datetime) -> None:
    """Mark the articles that a confirmed version amends or repeals, or all of a norm that ends.

    What was written for the new wording already, or is marked already, stays as it is.
    """
    changed = _changed(entry) if isinstance(entry, NormVersion) else None
    on = entry.from_on if isinstance(entry, NormVersion) else entry.last_on + timedelta(days=1)
    found: dict[tuple[str, str], list[LawRef]] = defaultdict(list)
    for ref in _resting(entry, on):
        if changed is None or keys_of(ref.article) & changed:
            found[ref.law, ref.version].append(ref)
    for refs in found.values():
        mark_amended(refs, by=by, at=at, on=on, note=str(entry)[:200])


def _changed(version: NormVersion) -> set[int]:
    rows = version.changes.exclude(kind=ArticleChange.Kind.ADDED)
    return {key for row in rows for key in keys_of(row.article)}


def _resting(entry: NormVersion | NormEnd, on: date) -> list[LawRef]:
    short = {title.removeprefix(NATIONAL) for title in (entry.norm.title, entry.norm.also) if title}
    rows = LawRef.objects.select_for_update().filter(
        law__in=short | {NATIONAL + title for title in short}, in_force_from__lt=on, outdated_from__isnull=True
    )
    return list(rows.order_by("pk"))
