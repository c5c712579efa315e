"""The files of a round as supervisors read them, and the page of one file's result."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.supervision.file_review.access import file_for, open_cards, rounds_for, signers, speaks_for, takes_part
from cases.supervision.file_review.allotting import WANTED
from cases.supervision.file_review.forms.others import ObjectionForm
from cases.supervision.file_review.models import ReviewedFile, ReviewRound, ScoreCard
from cases.supervision.file_review.object_to_result import object_to_result
from cases.supervision.matters.models import Matter
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page

State = ReviewedFile.State


@dataclass(frozen=True)
class Row:
    """A file with its live cards, and how many scorers it still lacks."""

    file: ReviewedFile
    cards: list[ScoreCard]
    lacks: int


def files_of(round_: ReviewRound) -> list[Row]:
    """Return the files of a round: three queries."""
    rows = round_.files.select_related("case", "agency").prefetch_related("cards__scorer")
    return [_row(file) for file in rows]


def _row(file: ReviewedFile) -> Row:
    cards = [c for c in file.cards.all() if c.aside_at is None]
    wanted = set(WANTED.get(file.state, ())) - {c.role for c in cards}
    return Row(file, cards, len(wanted) if file.round.state != ReviewRound.State.VOID else 0)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(takes_part)
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a file's result with every deduction; the agency objects here."""
    file = file_for(request, pk)
    supervising = rounds_for(request).filter(pk=file.round_id).exists()
    own = speaks_for(request).filter(pk=file.agency_id).exists()
    may = own and file.state == State.SCORED and file.round.state == ReviewRound.State.ANNOUNCED
    return act_page(
        request, form_class=ObjectionForm, template="supervision/file_review/file.html",
        act=partial(object_to_result, file_id=file.pk, by=actor_of(request), at=clock.now()),
        success_url=file.get_absolute_url(), done=_("The objection is received; others check the file again."),
        context={
            "matter": Matter.objects.filter(file_review_id=file.pk).first() if supervising else None, "file": file,
            "cards": open_cards(file), "supervising": supervising, "signers": signers(file),
            "may_object": may and file.object_by_on is not None and clock.today() <= file.object_by_on,
            "late": may and file.object_by_on is not None and clock.today() > file.object_by_on,
        },
    )  # fmt: skip
