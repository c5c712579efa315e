"""Write a new item, or a new version of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.ledger.append import append
from enforcement.organisation import parameters
from exams.bank.answer import Answer
from exams.bank.change_bank import NothingChanged
from exams.bank.ground import held_bank, held_item, series_of
from exams.bank.keys import current_keys
from exams.bank.similar import alike, asked
from exams.imports.compare import Plan, compare
from exams.imports.draft import Draft, Problem
from exams.imports.faults import problems_of
from exams.imports.writing import Writer
from exams.models import Bank, Item, ItemVersion
from exams.parameters import SIMILAR_PERCENT


class WrongItem(Invalid):
    """Refuse an item that nobody could answer or mark, with every problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Take the problems."""
        self.problems = list(problems)
        super().__init__("；".join(problem.sentence for problem in problems), field=problems[0].place)


class CodeTaken(Invalid):
    """Refuse a second item of a code."""

    sentence = _("The bank has an item of this code already.")


class KeyAlone(Refusal):
    """Refuse a new version where only the key differs."""

    sentence = _("Only the key differs: that is no new version of the item.")
    remedy = _("Correct the key on its own page.")


class ChangedMeanwhile(Refusal):
    """Refuse a version written from one that is not the latest any more."""

    sentence = _("Somebody wrote another version of this item meanwhile.")
    remedy = _("Open the item, look at that version, and write yours from it.")


@dataclass(frozen=True, slots=True)
class Similar:
    """An item of the bank that asks nearly the same, and how like it is in percent."""

    item: Item
    percent: int


class SimilarItems(Invalid):
    """Refuse an item like others until somebody confirms that it is meant."""

    def __init__(self, similar: Sequence[Similar]) -> None:
        """Name them."""
        self.similar = list(similar)
        words = ngettext(
            "The bank has an item that asks nearly the same: %(codes)s.",
            "The bank has items that ask nearly the same: %(codes)s.",
            len(similar),
        )
        codes = "、".join(f"{one.item.code} ({one.percent}%)" for one in similar)
        super().__init__(
            words % {"codes": codes},
            remedy=_("Compare them. If yours is meant to stand beside them, tick that and send it again."),
            field="similar_ok",
        )


@transaction.atomic(durable=True)
def write_item(*, bank_id: int, by: Actor, at: datetime, draft: Draft, similar_ok: bool = False) -> Item:
    """Write a new item with its first version and key.

    Raises:
        NotFound, NotAllowed, WrongItem, CodeTaken, SimilarItems
    """
    bank = held_bank(bank_id=bank_id, by=by)
    if Item.objects.filter(bank=bank, code=draft.code).exists():
        raise CodeTaken(field="code")
    plan = _checked(bank, draft)
    if not similar_ok:
        _refuse_similar(bank, draft, at)
    Writer(bank, by.name, at).write(plan, ())
    item = Item.objects.select_related("current").get(bank=bank, code=draft.code)
    _record("exam.write_item", item, by, at, similar_ok=similar_ok)
    return item


@transaction.atomic(durable=True)
def reword_item(
    *, item_id: int, by: Actor, at: datetime, base: int, draft: Draft, similar_ok: bool = False
) -> ItemVersion:
    """Write a new version of an item, with its key; ``base`` is the number of the version that it was written from.

    Raises:
        NotFound, NotAllowed, ChangedMeanwhile, WrongItem, NothingChanged, KeyAlone, SimilarItems
    """
    item = held_item(item_id=item_id, by=by)
    if item.current is None or item.current.number != base:
        raise ChangedMeanwhile
    plan = _checked(item.bank, draft)
    if plan.rekeyed:
        raise KeyAlone
    if plan.unchanged:
        raise NothingChanged
    if not similar_ok and draft.stem != item.current.stem:
        _refuse_similar(item.bank, draft, at, except_id=item.pk)
    Writer(item.bank, by.name, at).write(plan, ())
    item = Item.objects.select_related("current").get(pk=item.pk)
    _record("exam.reword_item", item, by, at, similar_ok=similar_ok)
    assert item.current is not None  # noqa: S101 (tells the type checker)
    return item.current


def similar_items(*, bank: Bank, draft: Draft, threshold: int, except_id: int | None = None) -> list[Similar]:
    """Return the items in use of a bank that ask nearly the same as a draft, the likest first. One query."""
    found_rows = Item.objects.filter(bank=bank, retired_on=None, current__isnull=False, type=draft.type)
    others = found_rows if except_id is None else found_rows.exclude(pk=except_id)
    rows = list(others.select_related("current").only("code", "current__stem", "current__options"))
    known = [asked(i.current.stem, [o["text"] for o in i.current.options]) for i in rows if i.current]
    found = alike(asked(draft.stem, draft.options), known, threshold)
    return [Similar(rows[place], percent) for place, percent in found]


def _checked(bank: Bank, draft: Draft) -> Plan:
    plan, faults = compare(bank, [draft])
    problems = [*problems_of([draft]), *faults]
    if problems and not plan.rekeyed:
        raise WrongItem(problems)
    return plan


def _refuse_similar(bank: Bank, draft: Draft, at: datetime, except_id: int | None = None) -> None:
    threshold = int(parameters.value(SIMILAR_PERCENT, agency=bank.agency, on=clock.day_of(at)))
    similar = similar_items(bank=bank, draft=draft, threshold=threshold, except_id=except_id)
    if similar:
        raise SimilarItems(similar)


def _record(verb: str, item: Item, by: Actor, at: datetime, *, similar_ok: bool) -> None:
    version = item.current
    assert version is not None  # noqa: S101 (tells the type checker)
    append(
        series=series_of(item.bank_id),
        by=by,
        at=at,
        verb=verb,
        body={
            "bank": item.bank_id,
            "item": item.code,
            "version": version.number,
            "sha256": version.sha256,
            "key_sha256": Answer.of(current_keys([version.pk])[version.pk]).sha256,
            "similar_ok": similar_ok,
        },
    )
