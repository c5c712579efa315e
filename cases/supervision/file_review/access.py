"""Who sees what: supervisors the rounds, scorers their own cards, agencies their results; nobody a card too early."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from cases.supervision.access import supervised
from cases.supervision.file_review.ask_recusal import LIVE
from cases.supervision.file_review.models import ReviewedFile, ReviewRound, ScoreCard, ScorerRecusal, ScoreSheet
from cases.supervision.file_review.object_to_result import OBJECTING
from enforcement.errors import NotFound
from enforcement.organisation.access import duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency

takes_part = duty("supervise", "review", "decide")
State = ReviewRound.State
TOLD: Final = (State.ANNOUNCED, State.CLOSED)


def rounds_for(request: HttpRequest) -> QuerySet[ReviewRound]:
    """Return the rounds of the bodies for which the person supervises."""
    return ReviewRound.objects.filter(agency__in=[a.pk for a in supervised(request)])


def round_for(request: HttpRequest, pk: int) -> ReviewRound:
    """Return a round that the person supervises.

    Raises:
        NotFound: if there is none, or it is another's.
    """
    rows = rounds_for(request).select_related("agency", "sheet", "opened_by", "drawn_by", "announced_by", "closed_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def sheets_for(request: HttpRequest) -> QuerySet[ScoreSheet]:
    """Return the score sheets of the bodies for which the person supervises."""
    return ScoreSheet.objects.filter(agency__in=[a.pk for a in supervised(request)])


def cards_of(request: HttpRequest) -> QuerySet[ScoreCard]:
    """Return the person's own score cards, those given back left out."""
    return ScoreCard.objects.filter(scorer=person_of(request), aside_at__isnull=True)


def speaks_for(request: HttpRequest) -> QuerySet[Agency]:
    """Return the agencies whose results the person sees and may object to."""
    return agencies_where(person_id=person_of(request).pk, duties=set(OBJECTING))


def results_for(request: HttpRequest) -> QuerySet[ReviewedFile]:
    """Return the results that the person's agencies were told."""
    return ReviewedFile.objects.filter(agency__in=speaks_for(request), round__state__in=TOLD)


def reviewed_now(request: HttpRequest) -> QuerySet[ReviewRound]:
    """Return the rounds, with their scorers, in which files of the person's agencies are scored or checked again."""
    rows = ReviewRound.objects.filter(agencies__in=speaks_for(request), state__in=LIVE, scorers__isnull=False)
    return rows.distinct().prefetch_related("scorers").order_by("-drawn_at", "pk")


def asking_for(request: HttpRequest, pk: int) -> tuple[ReviewRound, list[Agency]]:
    """Return such a round, and the person's agencies in it.

    Raises:
        NotFound: if there is none.
    """
    found = reviewed_now(request).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found, list(found.agencies.filter(pk__in=speaks_for(request)))


def recusals_of(request: HttpRequest) -> QuerySet[ScorerRecusal]:
    """Return what the person's agencies asked for, the newest first."""
    rows = ScorerRecusal.objects.filter(agency__in=speaks_for(request))
    return rows.select_related("round", "scorer").order_by("-asked_at")[:50]


def file_for(request: HttpRequest, pk: int) -> ReviewedFile:
    """Return a file that the person supervises, was told of, or scored and handed in.

    Raises:
        NotFound: if there is none, or it is not theirs to see.
    """
    handed_in = cards_of(request).filter(handed_in_at__isnull=False).values("file")
    theirs = Q(round__in=rounds_for(request)) | Q(pk__in=results_for(request).values("pk")) | Q(pk__in=handed_in)
    rows = ReviewedFile.objects.select_related("round__sheet", "round__agency", "case", "agency", "objected_by")
    found = rows.filter(theirs, pk=pk).first()
    if found is None:
        raise NotFound
    return found


def signers(file: ReviewedFile) -> list[str]:
    """Return the names of the two who checked a file again and signed."""
    rows = file.cards.filter(role__in=("recheck", "cosign"), aside_at__isnull=True, handed_in_at__isnull=False)
    return list(rows.order_by("handed_in_at", "pk").values_list("scorer__name", flat=True))


def open_cards(file: ReviewedFile) -> Sequence[ScoreCard]:
    """Return the cards that may be read by those who see the file: none before both scorers handed theirs in."""
    cards = list(file.cards.filter(aside_at__isnull=True).select_related("scorer").prefetch_related("marks__item"))
    first = [c for c in cards if c.role in {ScoreCard.Role.FIRST, ScoreCard.Role.SECOND}]
    both = len(first) > 1 and all(c.handed_in_at for c in first)
    if not both or file.state == ReviewedFile.State.THIRD:
        return []
    signed = file.state == ReviewedFile.State.RECHECKED  # before the second signature nobody reads the check
    hidden = {ScoreCard.Role.COSIGN} if signed else {ScoreCard.Role.COSIGN, ScoreCard.Role.RECHECK}
    return [c for c in cards if c.handed_in_at and c.role not in hidden]
