"""A credential: its card, its history, and what the issuer may do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from certification import history, queries, standing
from certification.cancel import cancel
from certification.forms import CancelForm, RestoreForm, RevokeForm, SuspendForm, WordsForm
from certification.models import Credential
from certification.printing import card_pdf
from certification.replace import replace
from certification.report_loss import report_loss
from certification.restore import restore
from certification.revoke import revoke
from certification.suspend import suspend
from certification.views.desk import DESK
from certification.views.timeline import happened
from certification.words import state_badge
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty, person_of
from enforcement.organisation.duties.holding import held_codes
from enforcement.web.acts import act_page


@dataclass(frozen=True)
class Action:
    """An act on a credential with its form and words."""

    code: str
    duty: str
    form: type[forms.Form]
    act: Callable[..., Any]
    title: str | Promise
    lead: str | Promise
    done: str | Promise
    icon: str
    tone: str = "plain"


ACTIONS: Final = {
    action.code: action
    for action in (
        Action(
            "suspend", "issue", SuspendForm, suspend, _("Suspend"),
            _("The holder may not enforce the law meanwhile."),
            _("The credential is suspended."), "player-pause", "danger",
        ),
        Action(
            "restore", "issue", RestoreForm, restore, _("Restore"), _("After training the holder may enforce again."),
            _("The credential is restored."), "player-play", "primary",
        ),
        Action(
            "revoke", "issue", RevokeForm, revoke, _("Revoke"), _("The credential ends for good."),
            _("The credential is revoked."), "ban", "danger",
        ),
        Action(
            "cancel", "issue", CancelForm, cancel, _("Cancel it (注销)"), _("The holder has left enforcement."),
            _("The credential is cancelled."), "user-off", "danger",
        ),
        Action(
            "report_loss", "apply", WordsForm, report_loss, _("Report the loss"),
            _("The card is not valid from this moment, and the loss is made public."),
            _("The loss is reported."), "map-pin-off", "danger",
        ),
        Action(
            "replace", "issue", WordsForm, replace, _("Replace"), _("A new card with a number of its own."),
            _("The new credential is issued."), "refresh", "primary",
        ),
    )
}  # fmt: skip


@require_safe
@allow(DESK)
def credential(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a credential of an agency one serves."""
    row = _visible(request, pk)
    held = held_codes(person_id=person_of(request).pk, agency=row.agency)
    statuses = list(row.statuses.all())
    last = statuses[-1].status if statuses else ""
    actions = [
        (action, reverse("credential_act", args=[pk, action.code]))
        for action in ACTIONS.values()
        if action.duty in held and last in history.AFTER[action.code]
    ]
    state, since = standing.state_on(row, statuses, clock.today())
    return render(
        request, "certification/credential.html",
        {
            "row": row, "state": state_badge(state), "since": since, "actions": actions,
            "happened": happened(row.series),
            "superseded_by": Credential.objects.filter(supersedes=row).first(), "may_print": state == "valid",
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("apply", "issue"))
def credential_act(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Do one act on a credential."""
    row, action = _visible(request, pk), ACTIONS.get(code)
    if action is None:
        raise NotFound
    return act_page(
        request, form_class=action.form, done=action.done,
        act=partial(action.act, credential_id=pk, by=actor_of(request), at=clock.now()),
        success_url=lambda made: reverse("credential_detail", args=[made.pk if isinstance(made, Credential) else pk]),
        context={
            "heading": f"{action.title} · {row.name} {row.number}", "lead": action.lead, "submit": action.title,
            "tone": action.tone if action.tone != "plain" else "primary",
            "back_url": reverse("credential_detail", args=[pk]), "back_text": _("Back to the credential"),
        },
    )  # fmt: skip


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
    found = rows.filter(pk=pk).prefetch_related("statuses").first()
    if found is None:
        raise NotFound
    return found
