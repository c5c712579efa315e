"""The pages of those who keep the register: enter, confirm, reject, and see what amendments touch."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.norms.access import ENTER, keeps
from enforcement.norms.confirm_entry import confirm_entry, reject_entry
from enforcement.norms.enter_end import enter_end
from enforcement.norms.enter_version import enter_version
from enforcement.norms.forms import EndForm, NormForm, RejectForm, VersionForm
from enforcement.norms.models import Norm
from enforcement.norms.register_norm import register_norm
from enforcement.norms.touched import all_touched
from enforcement.organisation.access import actor_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.acts import act_page

FORMS = ["GET", "HEAD", "POST"]
enters = duty(*sorted(ENTER))


@require_http_methods(FORMS)
@allow(enters)
def new(request: HttpRequest) -> HttpResponse:
    """Register a norm."""
    agencies = list(agencies_where(person_id=person_of(request).pk, duties=set(ENTER)))
    return act_page(
        request, form_class=NormForm, form_arguments={"agencies": agencies},
        act=partial(register_norm, by=actor_of(request), at=clock.now()),
        success_url=lambda made: reverse("norm", args=[made.norm_id]),
        done=_("Registered. Another person confirms it."),
        context=_words(_("Register a norm"), reverse("norm_list"), _("Laws and normative documents"), _("Register it")),
    )  # fmt: skip


@require_http_methods(FORMS)
@allow(enters)
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a new version of a norm."""
    norm = _one(pk)
    return _of(request, norm, VersionForm, enter_version, _("Enter a new version"), _("Enter"))


@require_http_methods(FORMS)
@allow(enters)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the end of a norm."""
    norm = _one(pk)
    return _of(request, norm, EndForm, enter_end, _("Enter its end"), _("Enter"))


@require_POST
@allow(keeps)
def confirm(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Confirm an entry."""
    norm = confirm_entry(kind=kind, entry_id=pk, by=actor_of(request), at=clock.now())
    messages.success(request, _("Confirmed. From now on cases and charts are judged by it."))
    return redirect("norm", norm.pk)


@require_http_methods(FORMS)
@allow(keeps)
def reject(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Reject an entry."""
    return act_page(
        request, form_class=RejectForm,
        act=partial(reject_entry, kind=kind, entry_id=pk, by=actor_of(request), at=clock.now()),
        success_url=lambda norm: reverse("norm", args=[norm.pk]) if norm else reverse("norm_list"),
        done=_("Rejected. It stays on the ledger."),
        context=_words(_("Reject an entry"), reverse("norm_list"), _("Laws and normative documents"), _("Reject it"))
        | {"tone": "danger"},
    )  # fmt: skip


@require_safe
@allow(keeps)
def touched(request: HttpRequest) -> HttpResponse:
    """List what amended and ended norms touch."""
    return render(request, "norms/touched.html", {"touched": all_touched(clock.today())})


def _of(request: HttpRequest, norm: Norm, form: Any, act: Any, heading: str, submit: str) -> HttpResponse:
    return act_page(
        request, form_class=form, act=partial(act, norm_id=norm.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("norm", args=[norm.pk]), done=_("Entered. Another person confirms it."),
        context=_words(heading, reverse("norm", args=[norm.pk]), norm.title, submit),
    )  # fmt: skip


def _one(pk: int) -> Norm:
    found = Norm.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _words(heading: str, back: str, title: str, submit: str) -> dict[str, Any]:
    return {"heading": heading, "back_url": back, "back_text": title, "submit": submit}
