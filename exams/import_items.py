"""Import items into a bank: all or nothing, and the second time nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from exams.imports.draft import Draft, Problem, problems_of
from exams.models import Bank, Item, ItemVersion, KeyVersion, LawRef

SHOWN = 3


class ImportRefused(Invalid):
    """Refuse a whole import, with every problem and its place."""

    sentence = _("Nothing was imported.")
    remedy = _("Correct the places named and import the whole file again.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Take every problem."""
        self.problems = list(problems)
        super().__init__(
            _("Nothing was imported: %(count)d problems. %(first)s")
            % {"count": len(problems), "first": " ".join(str(p) for p in problems[:SHOWN])},
            field="file",
        )


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do: items new, worded anew, with a new key alone, and as they were."""

    new: int
    reworded: int
    rekeyed: int
    unchanged: int

    @property
    def changes(self) -> int:
        """How many items are touched."""
        return self.new + self.reworded + self.rekeyed


@dataclass(slots=True)
class _Plan:
    new: list[Draft]
    reworded: list[tuple[Item, Draft]]
    rekeyed: list[tuple[Item, int, Draft]]
    unchanged: int

    def outcome(self) -> Imported:
        return Imported(len(self.new), len(self.reworded), len(self.rekeyed), self.unchanged)


@transaction.atomic(durable=True)
def import_items(
    *,
    bank_id: int,
    by: Actor,
    at: datetime,
    drafts: Sequence[Draft],
    problems: Sequence[Problem] = (),
    dry_run: bool = False,
) -> Imported:
    """Add new items, new versions of reworded ones and new versions of corrected keys; ``dry_run`` only counts.

    Raises:
        NotFound, NotAllowed, ImportRefused
    """
    bank = Bank.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=bank_id).first()
    if bank is None:
        raise NotFound
    require(by=by, duty="exam", agency=bank.agency)
    plan, faults = _compare(bank, drafts)
    faults = [*problems, *problems_of(drafts), *faults]
    if faults:
        raise ImportRefused(faults)
    outcome = plan.outcome()
    if dry_run or not outcome.changes:
        return outcome
    _write(bank, plan, by, at)
    fingerprint = hashlib.sha256("".join(sorted(d.code + d.sha256 for d in drafts)).encode()).hexdigest()
    append(
        series=f"bank:{bank.pk}",
        by=by,
        at=at,
        verb="exam.import_items",
        body={"bank": bank.pk, "name": bank.name, "sha256": fingerprint, **asdict(outcome)},
    )
    return outcome


def _compare(bank: Bank, drafts: Sequence[Draft]) -> tuple[_Plan, list[Problem]]:
    known = {
        item.code: item
        for item in Item.objects.filter(bank=bank, code__in=[d.code for d in drafts]).select_related("current")
    }
    keys = _keys([item.current_id for item in known.values() if item.current_id])
    plan, faults = _Plan([], [], [], 0), []
    for draft in drafts:
        item = known.get(draft.code)
        if item is None or item.current is None:
            plan.new.append(draft)
        elif item.type != draft.type:
            faults.append(Problem(draft.place, str(_("the type of an item never changes: give it a new code"))))
        elif item.current.sha256 != draft.sha256:
            plan.reworded.append((item, draft))
        elif (
            not set(draft.key) - {option["id"] for option in item.current.options}
            and keys[item.current.pk][1] != draft.mask
        ):
            plan.rekeyed.append((item, keys[item.current.pk][0], draft))
        else:
            plan.unchanged += 1
    return plan, faults


def _keys(versions: Sequence[int | None]) -> dict[int, tuple[int, int]]:
    rows = KeyVersion.objects.filter(item_version_id__in=versions).order_by("item_version_id", "number")
    return {row.item_version_id: (row.number, row.mask) for row in rows}


def _write(bank: Bank, plan: _Plan, by: Actor, at: datetime) -> None:
    refs = _law_refs([*plan.new, *(draft for _item, draft in plan.reworded)])
    items = Item.objects.bulk_create([Item(bank=bank, code=draft.code, type=draft.type) for draft in plan.new])
    pairs = [*zip(items, plan.new, strict=True), *plan.reworded]
    numbers = {item.pk: item.current.number for item, _draft in plan.reworded if item.current}
    versions = ItemVersion.objects.bulk_create(
        ItemVersion(
            item=item,
            number=numbers.get(item.pk, 0) + 1,
            stem=draft.stem,
            options=draft.options_json,
            law_ref=refs[draft.law.law, draft.law.version, draft.article],
            explanation=draft.explanation,
            difficulty=draft.difficulty,
            keep_order=draft.keep_order,
            sha256=draft.sha256,
            made_at=at,
            made_by=by.name,
        )
        for item, draft in pairs
    )
    fresh = [
        KeyVersion(item_version=version, number=1, mask=draft.mask, made_at=at, made_by=by.name)
        for version, (_item, draft) in zip(versions, pairs, strict=True)
    ]
    corrected = [
        KeyVersion(
            item_version=item.current,
            number=number + 1,
            mask=draft.mask,
            made_at=at,
            made_by=by.name,
            reason=draft.place[:200],
        )
        for item, number, draft in plan.rekeyed
    ]
    KeyVersion.objects.bulk_create([*fresh, *corrected])
    for version, (item, _draft) in zip(versions, pairs, strict=True):
        item.current = version
    Item.objects.bulk_update([item for item, _draft in pairs], ["current"], batch_size=500)


def _law_refs(drafts: Sequence[Draft]) -> dict[tuple[str, str, str], LawRef]:
    wanted = {(d.law.law, d.law.version, d.article): d for d in drafts}
    LawRef.objects.bulk_create(
        (
            LawRef(law=law, version=version, article=article, short=d.law.short, in_force_from=d.law.in_force_from)
            for (law, version, article), d in wanted.items()
        ),
        ignore_conflicts=True,
    )
    rows = LawRef.objects.filter(law__in={law for law, _version, _article in wanted})
    return {(row.law, row.version, row.article): row for row in rows}
