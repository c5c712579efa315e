"""Proposals to revoke or suspend: the list, one with its decision, and the officer's statement."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from certification.lifecycle import access, grounds
from certification.lifecycle.decide import decide, decider, speak_until
from certification.lifecycle.forms.others import DecideForm, DismissForm, StatementForm
from certification.lifecycle.parameters import REVIEW_DAYS
from certification.lifecycle.propose import hear
from certification.models import Proposal
from certification.templatetags.lifecycle import outcome_badge
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty, person_of
from enforcement.organisation.duties.codes import DUTIES
from enforcement.organisation.duties.holding import held_codes
from enforcement.organisation.parameters import value
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import day

LIST: Final = Lister(
    caption=gettext_lazy("Proposals"),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            lambda row: row.credential.name,
            ("credential__name",),
            lambda row: reverse("credential_proposal", args=[row.pk]),
        ),
        Column("number", gettext_lazy("Card number"), lambda row: row.credential.number),
        Column("kind", gettext_lazy("What is asked for"), lambda row: row.get_kind_display()),
        Column("ground", gettext_lazy("Ground in the rules"), lambda row: grounds.title_of(row.ground)),
        Column("made", gettext_lazy("Made"), lambda row: day(row.made_at), ("made_at",)),
        Column("outcome", gettext_lazy("State"), outcome_badge),
    ),
    filters=(
        Filter(
            "q",
            gettext_lazy("Name or number"),
            lambda rows, q: rows.filter(credential__name__icontains=q) | rows.filter(credential__number__startswith=q),
        ),
        Filter(
            "open",
            gettext_lazy("State"),
            lambda rows, said: rows.filter(outcome="") if said == "open" else rows.exclude(outcome=""),
            options=[("open", gettext_lazy("waits for a decision")), ("done", gettext_lazy("decided"))],
        ),
    ),
    order="-made",
)


@require_safe
@allow(access.WATCHES)
def proposals(request: HttpRequest) -> HttpResponse:
    """List the proposals about credentials of the agencies one serves or watches."""
    context = {
        "heading": _("Proposals about credentials"),
        "empty_title": _("No proposal yet"),
        "lead": _("Made on the page of a credential; decided by another body after the officer was heard."),
        "listing": LIST.page(request, access.proposals(request)),
    }
    return render(request, "certification/lifecycle/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(access.WATCHES)
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposal, and let the body that decides decide."""
    row = _visible(request, pk)
    held = held_codes(person_id=person_of(request).pk, agency=row.credential.agency)
    context = _context(row, held)
    template = "certification/lifecycle/proposal.html"
    mine = decider(row) in held and row.proposed_by_id != person_of(request).pk
    if row.outcome or not mine or row.credential.person_id == person_of(request).pk:
        return render(request, template, context)
    suspends = row.kind == Proposal.Kind.SUSPEND
    if suspends:
        url = reverse("credential_act", args=[row.credential_id, "suspend"])
        context["suspend_url"] = f"{url}?code={row.ground}"
    act = partial(decide, proposal_id=pk, by=actor_of(request), at=clock.now())
    return act_page(
        request,
        form_class=DismissForm if suspends else DecideForm,
        template=template,
        context=context,
        act=partial(act, outcome="dismissed") if suspends else act,
        success_url=request.path,
        done=_("The decision is recorded."),
    )


def _visible(request: HttpRequest, pk: int) -> Proposal:
    row = access.proposals(request).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def _context(row: Proposal, held: frozenset[str]) -> dict[str, Any]:
    ground = grounds.ALL.get(row.ground)
    known = DUTIES[decider(row)]
    may_hear = not row.outcome and row.kind == "revoke" and bool(held & {"examine", "issue"})
    return {
        "row": row,
        "article": ground.article if ground else "",
        "speak_until": speak_until(row),
        "never_again": grounds.NEVER_AGAIN,
        "review_article": grounds.REVIEW,
        "review_days": value(REVIEW_DAYS, agency=row.credential.agency, on=row.decided_on or clock.today()),
        "waits": _("Another person with the duty “%(duty)s” decides.") % {"duty": known.title},
        "statement_url": reverse("credential_statement_office", args=[row.pk]) if may_hear else "",
        "back_url": reverse("credential_detail", args=[row.credential_id]),
        "back_text": _("Back to the credential"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("examine", "issue"))
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a statement that the officer made orally or on paper."""
    row = _visible(request, pk)
    back = reverse("credential_proposal", args=[pk])
    return act_page(
        request,
        form_class=StatementForm,
        success_url=back,
        done=_("The statement is recorded."),
        act=partial(hear, proposal_id=pk, by=actor_of(request), at=clock.now()),
        context={
            "heading": _("Statement of %(name)s") % {"name": row.credential.name},
            "submit": _("Record"),
            "back_url": back,
            "lead": _("As the officer made it; or that the officer makes none."),
            "back_text": _("Back to the proposal"),
        },
    )
