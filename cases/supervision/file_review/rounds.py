"""Find a round, a file or a card for an act, locked; who may act on it."""

from __future__ import annotations

from cases.supervision.access import DUTY
from cases.supervision.file_review.models import ReviewedFile, ReviewRound, ScoreCard
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound
from enforcement.organisation.duties.holding import require


def lock_round(round_id: int, by: Actor | None = None) -> ReviewRound:
    """Return a round, locked; with ``by`` only to a supervisor of its body.

    Raises:
        NotFound: if there is none. NotAllowed: for the system, or without the duty.
    """
    rows = ReviewRound.objects.select_for_update(of=("self",)).select_related("agency", "sheet")
    found = rows.filter(pk=round_id).first()
    if found is None:
        raise NotFound
    if by is not None:
        if by.person_id is None:
            raise NotAllowed
        require(by=by, duty=DUTY, agency=found.agency)
    return found


def lock_file(file_id: int) -> tuple[ReviewRound, ReviewedFile]:
    """Return a file with its round; the round's lock holds all of it.

    Raises:
        NotFound: if there is none.
    """
    number = ReviewedFile.objects.filter(pk=file_id).values_list("round_id", flat=True).first()
    if number is None:
        raise NotFound
    found = lock_round(number)
    return found, ReviewedFile.objects.select_related("agency", "case", "candidate").get(pk=file_id)


def lock_card(card_id: int) -> tuple[ReviewRound, ScoreCard]:
    """Return a card with its round, locked.

    Raises:
        NotFound: if there is none.
    """
    number = ScoreCard.objects.filter(pk=card_id).values_list("file__round_id", flat=True).first()
    if number is None:
        raise NotFound
    found = lock_round(number)
    return found, ScoreCard.objects.select_related("file__agency", "file__case", "file__candidate").get(pk=card_id)
