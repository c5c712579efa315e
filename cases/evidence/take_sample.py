"""Take a sample (行政处罚法第五十六条): part of it is kept back, sealed, so that it can be tested again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import as_json, checked_day, note, signed
from cases.evidence.when import lock_for
from cases.inquiries import write_inquiry
from cases.models import Inquiry, Sample
from enforcement.actor import Actor
from enforcement.errors import Invalid


class NothingKeptBack(Invalid):
    """Refuse a sample of which nothing sealed is kept back."""

    sentence = _("Part of the sample is kept back and sealed: write how much, the number of the seal and the place.")
    article = "中华人民共和国行政处罚法第五十六条"


@transaction.atomic(durable=True)
def take_sample(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    name: str,
    taken: str,
    kept_back: str,
    seal_number: str,
    kept_at_place: str,
    officer_ids: Iterable[int],
    batch: str = "",
    held_on: date | None = None,
    place: str = "",
    subject: str = "",
    helper_ids: Iterable[int] = (),
    credentials_shown: bool = True,
    rights_told: bool = True,
) -> Sample:
    """Record a sampling by two officers with what is kept back under seal.

    Raises:
        NothingKeptBack: on its field.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid that day.
    """
    case, step = lock_for(case_id, by)
    for field, given in (("kept_back", kept_back), ("seal_number", seal_number), ("kept_at_place", kept_at_place)):
        if not given.strip():
            raise NothingKeptBack(field=field)
    written = write_inquiry(
        case, kind=Inquiry.Kind.SAMPLING, held_on=checked_day(held_on, at=at, field="held_on", not_before=case.clue_on),
        place=place, subject=subject or name[:80], officer_ids=officer_ids, helper_ids=helper_ids,
        summary=f"抽取{name}（批号{batch or '无'}）{taken}，其中备份样品{kept_back}，"
        f"封条编号{seal_number}，存放于{kept_at_place}。",
        credentials_shown=credentials_shown, rights_told=rights_told, by=by, at=at, step=step.node.code,
    )  # fmt: skip
    made = Sample.objects.create(
        inquiry=written.inquiry, name=name, batch=batch, taken=taken, kept_back=kept_back, seal_number=seal_number,
        kept_at_place=kept_at_place,
    )  # fmt: skip
    note(
        case, act="take_sample", by=signed(by, written.officers), at=at, people=written.officers,
        body={"inquiry": written.inquiry.pk, "sample": made.pk, "seal": seal_number, "kept_back": kept_back,
              "people": as_json([*written.officers, *written.helpers])},
    )  # fmt: skip
    return made
