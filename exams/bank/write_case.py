"""Write a case: the text that several items share, or a new version of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, Refusal
from enforcement.ledger.append import append
from exams.bank.answer import Answer
from exams.bank.change_bank import NothingChanged
from exams.bank.ground import held_bank, series_of
from exams.imports.compare import Plan
from exams.imports.draft import Case
from exams.imports.kept import Kept, kept
from exams.imports.writing import Writer
from exams.models import GroupVersion, Image, Item, ItemGroup, KeyStatus, KeyVersion


class WrongCase(Invalid):
    """Refuse a case without a text, or with pictures that are not there or not described."""


class CaseCodeTaken(Invalid):
    """Refuse a second case of a code."""

    sentence = _("The bank has a case of this code already.")


class CaseChangedMeanwhile(Refusal):
    """Refuse a text written from one that is not the latest any more."""

    sentence = _("Somebody wrote another version of this text meanwhile.")
    remedy = _("Open the case, look at that version, and write yours from it.")


@transaction.atomic(durable=True)
def write_case(*, bank_id: int, by: Actor, at: datetime, case: Case) -> ItemGroup:
    """Write a new case without items yet.

    Raises:
        NotFound, NotAllowed, WrongCase, CaseCodeTaken
    """
    bank = held_bank(bank_id=bank_id, by=by)
    _check(case)
    if ItemGroup.objects.filter(bank=bank, code=case.code).exists():
        raise CaseCodeTaken(field="code")
    group = ItemGroup.objects.create(bank=bank, code=case.code)
    _version(group, case, by, at)
    _record("exam.write_case", group, by, at, items=[])
    return group


@transaction.atomic(durable=True)
def reword_case(*, group_id: int, by: Actor, at: datetime, base: int, case: Case) -> ItemGroup:
    """Write a new version of a shared text, and of each of its items, with the keys they have.

    ``base`` is the number of the version that it was written from.

    Raises:
        NotFound, NotAllowed, CaseChangedMeanwhile, WrongCase, NothingChanged
    """
    bank_id = ItemGroup.objects.filter(pk=group_id).values_list("bank_id", flat=True).first()
    if bank_id is None:
        raise NotFound
    bank = held_bank(bank_id=bank_id, by=by)
    group = ItemGroup.objects.select_related("current", "bank").get(pk=group_id)
    if group.current is None or group.current.number != base:
        raise CaseChangedMeanwhile
    text = replace(case, code=group.code)
    _check(text)
    if text.sha256 == group.current.sha256:
        raise NothingChanged
    items = kept(Item.objects.filter(group=group).order_by("group_order", "pk"))
    if items:
        plan = Plan(reworded=[(one, replace(one.draft, case=text)) for one in items])
        Writer(bank, by.name, at).write(plan, ())
        _carry(items, by, at)
    else:
        _version(group, text, by, at)
    group.refresh_from_db()
    _record("exam.reword_case", group, by, at, items=[one.item.code for one in items])
    return group


def _check(case: Case) -> None:
    if not case.code.strip():
        raise WrongCase(_("A case needs a code."), field="code")
    if not case.stem.strip():
        raise WrongCase(_("A case needs a text."), field="stem")
    wanted = {picture.sha256 for picture in case.pictures}
    if any(not picture.alt.strip() for picture in case.pictures):
        raise WrongCase(_("Say in words what each picture shows, for those who do not see it."), field="pictures")
    if Image.objects.filter(sha256__in=wanted).count() != len(wanted):
        raise WrongCase(_("A picture is not there any more."), field="pictures")


def _version(group: ItemGroup, case: Case, by: Actor, at: datetime) -> None:
    group.current = GroupVersion.objects.create(
        group=group,
        number=group.current.number + 1 if group.current else 1,
        stem=case.stem,
        media=case.media,
        sha256=case.sha256,
        made_at=at,
        made_by=by.name,
    )
    group.save(update_fields=["current"])


def _carry(items: list[Kept], by: Actor, at: datetime) -> None:
    """Carry keys that are more than letters and words over: the items themselves are worded as they were."""
    special = [one for one in items if one.key.status != KeyStatus.NORMAL]
    current = dict(Item.objects.filter(pk__in=[one.item.pk for one in special]).values_list("pk", "current_id"))
    KeyVersion.objects.bulk_create(
        KeyVersion(
            item_version_id=current[one.item.pk],
            number=2,
            reason=one.key.reason,
            made_at=at,
            made_by=by.name,
            **Answer.of(one.key).columns(),
        )
        for one in special
    )


def _record(verb: str, group: ItemGroup, by: Actor, at: datetime, *, items: list[str]) -> None:
    version = group.current
    assert version is not None  # noqa: S101 (tells the type checker)
    append(
        series=series_of(group.bank_id),
        by=by,
        at=at,
        verb=verb,
        body={
            "bank": group.bank_id,
            "case": group.code,
            "version": version.number,
            "sha256": version.sha256,
            "items": items,
        },
    )
