"""The scorers' pages: their cards and results of their agencies, one card, and the papers of its file."""

from __future__ import annotations

from functools import partial

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.documents.order import in_order
from cases.papers import content_of, file_name
from cases.supervision.file_review.access import cards_of, recusals_of, results_for, reviewed_now, takes_part
from cases.supervision.file_review.declare_free import declare_free
from cases.supervision.file_review.forms.recusals import SignForm
from cases.supervision.file_review.forms.rounds import ReasonForm
from cases.supervision.file_review.forms.score import ScoreForm
from cases.supervision.file_review.hand_in_score import hand_in_score
from cases.supervision.file_review.marks import proposals
from cases.supervision.file_review.models import ReviewRound, ScoreCard
from cases.supervision.file_review.sign_recheck import sign_recheck, written_with
from cases.supervision.file_review.step_aside import step_aside
from cases.views.papers import as_file
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page


def _card(request: HttpRequest, pk: int) -> ScoreCard:
    rows = cards_of(request).select_related("file__round__sheet", "file__case__party", "file__agency")
    card = rows.filter(pk=pk).exclude(file__round__state=ReviewRound.State.VOID).first()
    if card is None:
        raise NotFound
    return card


@require_safe
@allow(takes_part)
def mine(request: HttpRequest) -> HttpResponse:
    """List the person's own score cards, and the results of the agencies for which they speak."""
    cards = (
        cards_of(request)
        .exclude(file__round__state=ReviewRound.State.VOID)
        .select_related("file__case", "file__agency", "file__round")
    )
    results = (
        results_for(request).select_related("case", "round", "agency").order_by("-round__announced_at", "agency", "pk")
    )
    context = {
        "cards": cards.order_by(F("handed_in_at").desc(nulls_first=True), "-appointed_at")[:100],
        "results": results[:100], "rounds": reviewed_now(request), "recusals": recusals_of(request),
    }  # fmt: skip
    return render(request, "supervision/file_review/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(takes_part)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a card: the declaration first, then the file and the sheet; hand it in, or keep it for later."""
    row = _card(request, pk)
    if row.handed_in_at is not None:
        return redirect(row.file)
    if row.role == ScoreCard.Role.COSIGN:
        return sign(request, row)
    items, proposed = list(row.file.round.sheet.items.all()), proposals(row)
    again = row.role == ScoreCard.Role.RECHECK
    other = row.file.cards.filter(role=ScoreCard.Role.COSIGN, aside_at__isnull=True).first() if again else None
    return act_page(
        request, form_class=ScoreForm, template="supervision/file_review/card.html",
        form_arguments={"items": items, "proposed": proposed, "kept": {m.item_id: m for m in row.marks.all()}},
        initial={"remark": row.remark},
        act=partial(hand_in_score, card_id=pk, by=actor_of(request), at=clock.now()),
        success_url=lambda done: reverse("file_review_mine") if done.handed_in_at else row.get_absolute_url(),
        done=lambda done: _("The score card is handed in.") if done.handed_in_at else _("Kept. Nobody else sees it."),
        context={
            "card": row, "file": row.file, "papers": in_order(list(row.file.case.papers.all())), "again": again,
            "sent_back": other.remark if other else "",
            "acted": sorted({a.name for a in row.file.case.assignments.all()}),
        },
    )  # fmt: skip


def sign(request: HttpRequest, row: ScoreCard) -> HttpResponse:
    """Show the check that another wrote, and sign it or send it back."""
    return act_page(
        request, form_class=SignForm, template="supervision/file_review/sign.html",
        act=partial(sign_recheck, card_id=row.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("file_review_mine"),
        done=lambda done: _("Signed; the agency reads the answer.") if done.handed_in_at else _("Sent back."),
        context={
            "card": row, "file": row.file, "written": written_with(row),
            "papers": in_order(list(row.file.case.papers.all())),
            "acted": sorted({a.name for a in row.file.case.assignments.all()}),
        },
    )  # fmt: skip


@require_POST
@allow(takes_part)
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare that there is no ground for stepping aside."""
    declare_free(card_id=_card(request, pk).pk, by=actor_of(request), at=clock.now())
    return redirect("file_review_card", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(takes_part)
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Step aside."""
    row = _card(request, pk)
    return act_page(
        request, form_class=ReasonForm, act=partial(step_aside, card_id=pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("file_review_mine"), done=_("Somebody else scores this file."),
        context={
            "heading": _("Step aside for this file"), "lead": f"{row.file.case} · {row.file.agency.title}",
            "submit": _("Step aside"), "back_url": row.get_absolute_url(), "back_text": _("The score card"),
        },
    )  # fmt: skip


@require_safe
@allow(takes_part)
def paper(request: HttpRequest, pk: int, paper_id: int) -> HttpResponse:
    """Answer a paper of the file, once the scorer declared."""
    row = _card(request, pk)
    found = row.file.case.papers.filter(pk=paper_id).first() if row.declared_at else None
    if found is None:
        raise NotFound
    return as_file(content_of(found), found.media_type, file_name(found))
