"""Open a round: freeze the list of candidates and commit to a secret number, before the public value can be known."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.access import DUTY
from cases.supervision.file_review.candidates import cases_in, named
from cases.supervision.file_review.drawing import list_hash, sha
from cases.supervision.file_review.models import Candidate, ReviewRound, ScoreSheet
from cases.supervision.file_review.parameters import LEAD
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.append import append
from enforcement.ledger.numbers import take
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value
from enforcement.organisation.secrecy import seal

SECRET_BYTES: Final = 32
CHECKPOINT: Final = "账本在该时间之后公布的第一个检查点"


class NoCandidates(Invalid):
    """Refuse a scope in which no case was closed."""

    sentence = _("No case of these agencies was closed in this period.")
    remedy = _("Choose a longer period, other agencies or other procedures.")


class ValueTooSoon(Invalid):
    """Refuse a public value that may be known before the commitment is."""

    sentence = _("The public value would come too early: the list must be public before anybody can know it.")


@transaction.atomic(durable=True)
def open_round(
    *, sheet_id: int, by: Actor, at: datetime, title: str, agency_ids: Sequence[int], closed_from: date,
    closed_to: date, how: str, value_kind: str, value_at: datetime, value_source: str = "", size: int | None = None,
    by_agency: bool = True, procedures: Sequence[str] = (),
) -> ReviewRound:  # fmt: skip
    """Freeze the list, and put its hash and the commitment on the ledger.

    Raises:
        NotFound: without such a sheet in force. NotAllowed: without the duty over the body and each agency.
        NoCandidates, ValueTooSoon, Invalid: on their fields.
    """
    sheet = ScoreSheet.objects.select_related("agency").filter(pk=sheet_id, published_at__isnull=False).first()
    if sheet is None or sheet.from_on > clock.day_of(at):
        raise NotFound
    if by.person_id is None:
        raise NotAllowed
    agencies = list(Agency.objects.filter(pk__in=agency_ids))
    for agency in (sheet.agency, *agencies):
        require(by=by, duty=DUTY, agency=agency)
    _check(sheet.agency, at, closed_from, closed_to, how, size, value_at)
    if value_kind == ReviewRound.Value.LOTTERY and not value_source.strip():
        raise Invalid(_("Write which draw: its name and its issue number."), field="value_source")
    cases = list(cases_in(agencies, closed_from, closed_to, procedures))
    if not cases:
        raise NoCandidates(field="closed_to")
    secret, random = secrets.token_hex(SECRET_BYTES), how == ReviewRound.How.RANDOM
    year = clock.day_of(at).year
    made = ReviewRound(
        number=f"PC{year}-{take(f'file_review:{year}'):03}", agency=sheet.agency, title=title.strip(), sheet=sheet,
        procedures=sorted(procedures), closed_from=closed_from, closed_to=closed_to, how=how, by_agency=by_agency,
        size=size if random else None, commitment=sha(secret), secret_sealed=seal(secret), value_kind=value_kind,
        value_source=value_source.strip() or CHECKPOINT, value_at=value_at, opened_at=at, opened_by_id=by.person_id,
    )  # fmt: skip
    codes = {agency.pk: agency.credit_code for agency in agencies}
    rows = named(made.number, cases)
    made.list_sha256 = list_hash((codes[case.agency_id], name) for case, name in rows)
    made.save()
    made.agencies.set(agencies)
    Candidate.objects.bulk_create(
        Candidate(round=made, case=case, agency_id=case.agency_id, name=name) for case, name in rows
    )
    append(
        series=made.series, by=by, at=at, verb="file_review.open", body=_body(made, sorted(codes.values()), len(rows))
    )
    return made


def _check(
    body: Agency, at: datetime, closed_from: date, closed_to: date, how: str, size: int | None, value_at: datetime
) -> None:
    if closed_to < closed_from:
        raise Invalid(_("The period ends before it begins."), field="closed_to")
    if closed_to >= clock.day_of(at):
        raise Invalid(_("Cases may still be closed on this day: choose a day before today."), field="closed_to")
    if how == ReviewRound.How.RANDOM and (size is None or size < 1):
        raise Invalid(_("Say how many files are drawn."), field="size")
    hours = value(LEAD, agency=body, on=clock.day_of(at))
    if value_at < at + timedelta(hours=hours):
        raise ValueTooSoon(
            field="value_at", remedy=_("Choose a moment at least %(hours)s hours from now.") % {"hours": hours}
        )


def _body(made: ReviewRound, codes: list[str], count: int) -> dict[str, object]:
    return {
        "round": made.number, "list_sha256": made.list_sha256, "commitment": made.commitment, "count": count,
        "agencies": codes, "closed_from": made.closed_from, "closed_to": made.closed_to, "procedures": made.procedures,
        "how": made.how, "size": made.size, "by_agency": made.by_agency, "sheet": made.sheet_id,
        "value_kind": made.value_kind, "value_source": made.value_source, "value_at": made.value_at,
    }  # fmt: skip
