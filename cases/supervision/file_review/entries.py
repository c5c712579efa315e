"""The review of case files: what it enters elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.supervision.access import supervises
from cases.supervision.file_review import parameters
from cases.supervision.file_review.access import cards_of, results_for, takes_part
from cases.supervision.file_review.models import ReviewedFile, ReviewRound
from enforcement import clock
from enforcement.access import public
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from enforcement.web.worklist import ToDo

SHOWN: Final = 12


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
    cards = cards_of(request).filter(handed_in_at__isnull=True).exclude(file__round__state=ReviewRound.State.VOID)
    for card in cards.select_related("file__agency", "file__case").order_by("appointed_at", "pk")[:SHOWN]:
        due = card.file.recheck_by_on if card.role == card.Role.RECHECK else None
        yield ToDo(
            title=_("Score a case file"), url=card.get_absolute_url(), due_on=due, kind=kind,
            subject=f"{card.file.case} · {card.file.agency.title}",
            light="" if due is None else "red" if due < today else "green",
        )  # fmt: skip
    results = results_for(request).filter(state=ReviewedFile.State.SCORED, object_by_on__gte=today)
    for file in results.select_related("case", "round").order_by("object_by_on", "pk")[:SHOWN]:
        yield ToDo(
            title=_("Read the result of a file review"), url=reverse("file_review_file", args=[file.pk]),
            due_on=file.object_by_on, kind=kind, subject=f"{file.round} · {file.case}", light="green",
        )  # fmt: skip
