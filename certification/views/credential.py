"""A credential: its card, its history, and what the issuer may do with it."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from certification import queries, standing
from certification.lifecycle.actions import ACTIONS, offered
from certification.lifecycle.drawn import picture
from certification.lifecycle.live import live_of
from certification.models import Credential, Proposal
from certification.printing import card_pdf
from certification.views.desk import DESK
from certification.views.timeline import happened
from certification.words import state_badge
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty, person_of
from enforcement.organisation.duties.holding import held_codes
from enforcement.web.acts import act_page

CREDENTIALS: Final = duty("apply", "examine", "issue", "supervise")


@require_safe
@allow(CREDENTIALS)
def credential(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a credential of an agency one serves."""
    row = _visible(request, pk)
    held = held_codes(person_id=person_of(request).pk, agency=row.agency)
    statuses = list(row.statuses.all())
    today = clock.today()
    last = next((s.status for s in reversed(statuses) if s.from_on <= today), statuses[0].status)
    state, since = standing.state_on(row, statuses, today)
    may_act = row.person_id != person_of(request).pk
    return render(
        request, "certification/credential.html",
        {
            "row": row, "state": state_badge(state), "since": since, "live": live_of(row, held=held),
            "actions": [
                (action, reverse("credential_act", args=[pk, action.code]))
                for action in (offered(row, last=last, held=held) if may_act else ())
            ],
            "happened": happened(row.series), "picture": picture(row.application.run if row.application else None),
            "superseded_by": Credential.objects.filter(supersedes=row).first(), "may_print": state == "valid",
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(CREDENTIALS)
def credential_act(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Do one act on a credential."""
    row, action = _visible(request, pk), ACTIONS.get(code)
    if action is None:
        raise NotFound
    return act_page(
        request, form_class=action.form, done=action.done, form_arguments={"row": row},
        act=partial(action.act, credential_id=pk, by=actor_of(request), at=clock.now()),
        initial={name: request.GET[name] for name in ("code", "ground") if name in request.GET},
        success_url=lambda made: leads_to(made, pk),
        context={
            "heading": f"{action.title} · {row.name} {row.number}", "lead": action.lead, "submit": action.title,
            "tone": action.tone if action.tone != "plain" else "primary",
            "back_url": reverse("credential_detail", args=[pk]), "back_text": _("Back to the credential"),
        },
    )  # fmt: skip


def leads_to(made: object, pk: int) -> str:
    """Return where an act leads: to the new card, to the proposal, else back."""
    if isinstance(made, Proposal):
        return reverse("credential_proposal", args=[made.pk])
    return reverse("credential_detail", args=[made.pk if isinstance(made, Credential) else pk])


@require_safe
@allow(DESK)
def credential_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the PDF of the card, while it is valid."""
    row = _visible(request, pk)
    if row.state != "valid":
        raise NotFound
    return pdf(row)


def pdf(row: Credential) -> HttpResponse:
    """Return a card as a download that no cache keeps."""
    return HttpResponse(
        card_pdf(row), content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{row.number}.pdf"', "Cache-Control": "no-store"},
    )  # fmt: skip


def _visible(request: HttpRequest, pk: int) -> Any:
    rows = queries.credentials_for(person_id=person_of(request).pk, on=clock.today())
    found = rows.filter(pk=pk).select_related("application__run").prefetch_related("statuses").first()
    if found is None:
        raise NotFound
    return found
