"""The review of case files: what it enters elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.supervision.access import supervises
from cases.supervision.file_review import parameters
from cases.supervision.file_review.access import cards_of, results_for, rounds_for, takes_part
from cases.supervision.file_review.ask_recusal import LIVE
from cases.supervision.file_review.decide_on_recusal import heads
from cases.supervision.file_review.models import ReviewedFile, ReviewRound, ScoreCard, ScorerRecusal
from enforcement import clock
from enforcement.access import public
from enforcement.organisation.access import person_of
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from enforcement.web.worklist import ToDo

SHOWN: Final = 12
Role = ScoreCard.Role


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    title, own, draws = gettext_lazy("File review"), gettext_lazy("My file reviews"), gettext_lazy("File review draws")
    navigation.enter(MenuEntry("file_reviews", title, "clipboard-check", supervises, "supervise", 40))
    navigation.enter(MenuEntry("file_review_mine", own, "clipboard-check", takes_part, "own", 60))
    navigation.enter(MenuEntry("file_review_draws", draws, "dice-5", public, "public", 48))
    worklist.enter("supervision.file_review", to_do)


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the cards to hand in, and the results to which an agency may still object."""
    if not takes_part(request):
        return
    today, kind = clock.today(), _("File review")
    yield from _cards(request, today, kind)
    yield from _recusals(request, kind)
    results = results_for(request).filter(state=ReviewedFile.State.SCORED, object_by_on__gte=today)
    for file in results.select_related("case", "round").order_by("object_by_on", "pk")[:SHOWN]:
        yield ToDo(
            title=_("Read the result of a file review"), url=reverse("file_review_file", args=[file.pk]),
            due_on=file.object_by_on, kind=kind, subject=f"{file.round} · {file.case}", light="green",
        )  # fmt: skip


def _cards(request: HttpRequest, today: date, kind: str) -> Iterator[ToDo]:
    written = ScoreCard.objects.filter(file=OuterRef("file"), role=Role.RECHECK, aside_at__isnull=True)
    cards = cards_of(request).filter(handed_in_at__isnull=True).exclude(file__round__state=ReviewRound.State.VOID)
    cards = cards.exclude(~Exists(written.filter(handed_in_at__isnull=False)), role=Role.COSIGN)
    for card in cards.select_related("file__agency", "file__case").order_by("appointed_at", "pk")[:SHOWN]:
        due = card.file.recheck_by_on if card.role in {Role.RECHECK, Role.COSIGN} else None
        yield ToDo(
            title=_("Sign the check of a case file") if card.role == Role.COSIGN else _("Score a case file"),
            url=card.get_absolute_url(), due_on=due, kind=kind, subject=f"{card.file.case} · {card.file.agency.title}",
            light="" if due is None else "red" if due < today else "green",
        )  # fmt: skip


def _recusals(request: HttpRequest, kind: str) -> Iterator[ToDo]:
    if not supervises(request):
        return
    me = person_of(request).pk
    rows = ScorerRecusal.objects.filter(round__in=rounds_for(request), round__state__in=LIVE, granted__isnull=True)
    for one in rows.select_related("round__agency", "agency", "scorer")[:SHOWN]:
        if heads(one.round, me, one.scorer_id):
            yield ToDo(
                title=_("Decide on the recusal of a scorer"), url=one.get_absolute_url(), kind=kind,
                subject=f"{one.scorer.name} · {one.agency.title}",
            )  # fmt: skip
