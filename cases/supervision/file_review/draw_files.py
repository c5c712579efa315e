"""Draw: publish the secret number, take in the public value, and let the seed say whose files are reviewed."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.candidates import listed_of
from cases.supervision.file_review.drawing import drawn, list_hash, plain, rank, seed_of, sha
from cases.supervision.file_review.models import Candidate, Prefill, ReviewedFile, ReviewRound
from cases.supervision.file_review.prefilling import prefills
from cases.supervision.file_review.public_value import published
from cases.supervision.file_review.rounds import lock_round
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.secrecy import unseal

LEAST: Final = 4


class DrawnAlready(OutOfOrder):
    """Refuse a second draw: a seed is used once."""

    sentence = _("This round was drawn already, or it is void.")
    remedy = _("Look at what was drawn; another draw needs a round of its own.")


class TooEarly(Refusal):
    """Refuse to draw before the public value exists."""

    sentence = _("The public value that was announced does not exist yet.")
    remedy = _("Draw after the moment that the round announced.")


class ListChanged(Refusal):
    """Refuse to draw from a list that is not the one committed to."""

    sentence = _("The list of candidates or the secret number is not the one whose hash is on the ledger.")
    remedy = _("Do not draw. Have the database examined, and declare the round void with this reason.")


@transaction.atomic(durable=True)
def draw_files(*, round_id: int, by: Actor, at: datetime, value: str = "") -> ReviewRound:
    """Draw once.

    Raises:
        NotFound, NotAllowed: as :func:`~cases.supervision.file_review.rounds.lock_round` says.
        DrawnAlready, TooEarly, ListChanged: as they say. Invalid: without the public value.
    """
    round_ = lock_round(round_id, by)
    if round_.state != ReviewRound.State.FROZEN:
        raise DrawnAlready
    if at < round_.value_at:
        raise TooEarly
    own = round_.value_kind == ReviewRound.Value.CHECKPOINT
    given = published(round_.value_at) if own else plain(value)
    if own and not given:
        raise TooEarly
    if len(given) < LEAST:
        raise Invalid(_("Write the numbers as they were published, with blanks between them."), field="value")
    listed, secret = listed_of(round_), unseal(round_.secret_sealed)
    if list_hash(listed) != round_.list_sha256 or sha(secret) != round_.commitment:
        raise ListChanged
    seed = seed_of(round_.list_sha256, secret, given)
    names = drawn(listed, seed, round_.size, by_agency=round_.by_agency)
    _keep(round_, seed, names)
    round_.secret, round_.value, round_.seed, round_.state = secret, given, seed, ReviewRound.State.SCORING
    round_.drawn_at, round_.drawn_by_id = at, by.person_id
    round_.save(update_fields=["secret", "value", "seed", "state", "drawn_at", "drawn_by"])
    append(
        series=round_.series, by=by, at=at, verb="file_review.draw",
        body={"round": round_.number, "secret": secret, "value": given, "seed": seed, "drawn": sorted(names)},
    )  # fmt: skip
    return round_


def _keep(round_: ReviewRound, seed: str, names: set[str]) -> None:
    rows = list(round_.candidates.select_related("case"))
    for row in rows:
        row.rank, row.drawn = rank(seed, row.name), row.name in names
    Candidate.objects.bulk_update(rows, ["rank", "drawn"], batch_size=500)
    files = ReviewedFile.objects.bulk_create(
        ReviewedFile(candidate=row, round=round_, case=row.case, agency_id=row.agency_id) for row in rows if row.drawn
    )
    Prefill.objects.bulk_create(prefills(files, list(round_.sheet.items.all())))
