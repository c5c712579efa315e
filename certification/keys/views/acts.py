"""Pages on which ceremonies are proposed, confirmed and dismissed."""

from __future__ import annotations

from functools import partial
from typing import Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from certification.keys.access import keeps_keys
from certification.keys.confirm import confirm as do_confirm
from certification.keys.dismiss import dismiss as do_dismiss
from certification.keys.forms import CompromiseForm, HandOverForm, MakeForm, RetireForm
from certification.keys.propose import propose as do_propose
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page

Page = tuple[type[forms.Form], Promise, Promise, str]
PAGES: Final[dict[str, Page]] = {
    "make": (
        MakeForm, gettext_lazy("Make a key"),
        gettext_lazy("One a county and a year is usual. The private half is made where it is kept; nobody sees it."),
        "primary",
    ),
    "retire": (
        RetireForm, gettext_lazy("Retire a key"), gettext_lazy("It signs nothing more. What it signed stays valid."),
        "primary",
    ),
    "compromise": (
        CompromiseForm, gettext_lazy("Withdraw trust from a key"),
        gettext_lazy("What it signed is refused everywhere, unless it stood in the published log before that day."),
        "danger",
    ),
    "rotate_root": (
        HandOverForm, gettext_lazy("Hand over to the next root"),
        gettext_lazy("The next root signs the list from now on, and a new next one is named."), "danger",
    ),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_keys)
def propose(request: HttpRequest, kind: str) -> HttpResponse:
    """Propose something about keys; another person confirms it."""
    if kind not in PAGES:
        raise Http404
    form_class, heading, lead, tone = PAGES[kind]
    return act_page(
        request,
        form_class=form_class,
        act=partial(do_propose, kind=kind, by=actor_of(request), at=clock.now()),
        success_url=lambda made: made.get_absolute_url(),
        done=_("Proposed. Now a second person confirms it."),
        initial={"kid": request.GET.get("kid", "")},
        context={
            "heading": heading, "lead": lead, "submit": _("Propose it"), "tone": tone,
            "back_url": reverse("key_list"), "back_text": _("Signing keys"),
        },
    )  # fmt: skip


@require_POST
@allow(keeps_keys)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry out what another person proposed."""
    done = do_confirm(ceremony_id=pk, by=actor_of(request), at=clock.now())
    messages.success(request, _("Carried out, and the key list is published."))
    return redirect(done)


@require_POST
@allow(keeps_keys)
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a proposal without doing it."""
    done = do_dismiss(ceremony_id=pk, by=actor_of(request), at=clock.now())
    messages.success(request, _("Closed without doing it."))
    return redirect(done)
