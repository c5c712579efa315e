"""The pages of tokens: the list, a new one, and one with its use."""

from __future__ import annotations

from functools import partial
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.exchange.access import administered, administers, token_for, tokens_for
from cases.exchange.forms import TokenForm
from cases.exchange.make_token import Made, make_token, revoke_token
from cases.exchange.scopes import SCOPES
from cases.exchange.views.listed import LISTER, state_of, url_of
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of
from enforcement.organisation.secrecy import seal, unseal
from enforcement.web.acts import act_page

SHOWN_ONCE: Final = "api_token"


@require_safe
@allow(administers)
def tokens(request: HttpRequest) -> HttpResponse:
    """List the tokens of the agencies that the person administers."""
    return render(request, "exchange/tokens.html", {"listing": LISTER.page(request, tokens_for(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def token_new(request: HttpRequest) -> HttpResponse:
    """Make a token; its text is shown once on the page that follows."""

    def made(done: Made) -> str:
        request.session[SHOWN_ONCE] = [done.token.pk, seal(done.text)]
        return url_of(done.token)

    return act_page(
        request, form_class=TokenForm, act=partial(make_token, by=actor_of(request), at=clock.now()),
        success_url=made, done=_("The token is made."),
        form_arguments={"agencies": [(a.pk, a.title) for a in administered(request)]},
        context={
            "heading": _("New token"), "lead": _("A program of another body then reads data of the agency by itself."),
            "submit": _("Make the token"), "back_url": reverse("exchange_tokens"), "back_text": _("All tokens"),
        },
    )  # fmt: skip


@require_safe
@allow(administers)
def token(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a token with its use; right after it was made also its text, once."""
    row = token_for(request, pk)
    kept = request.session.get(SHOWN_ONCE)
    text = unseal(request.session.pop(SHOWN_ONCE)[1]) if kept and kept[0] == pk else ""
    context = {"token": row, "text": text, "state": state_of(row), "scopes": [SCOPES[s] for s in row.scopes]}
    response = render(request, "exchange/token.html", {**context, "active": row.revoked_at is None})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@allow(administers)
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token."""
    row = token_for(request, pk)
    revoke_token(token_id=row.pk, by=actor_of(request), at=clock.now())
    return redirect(url_of(row))
