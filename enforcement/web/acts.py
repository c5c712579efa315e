"""A page that does one act: show the form, check it, do the act once, and lose nothing that was typed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from enforcement.errors import NotFound, Refusal

REMEMBERED = 50
KEY = "acts_done"
Text = str | Promise


def act_page(
    request: HttpRequest,
    *,
    form_class: Callable[..., BaseForm],
    act: Callable[..., Any],
    success_url: str | Callable[[Any], str],
    template: str = "_ui/act_page.html",
    context: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    form_arguments: Mapping[str, Any] | None = None,
    done: Text | Callable[[Any], Text] = "",
    prefix: str | None = None,
) -> HttpResponse:
    """Answer a page whose form does one act.

    ``act`` is called with the form's cleaned data as keywords (bind the rest with ``functools.partial``).
    ``success_url`` and ``done`` (the message) may be functions of what the act returns. A form that is wrong answers
    422, a refusal its own status, both with all that was typed. A form sent twice is done once: the second goes where
    the first went.
    """
    made: dict[str, Any] = {"initial": dict(initial or {}), "prefix": prefix, **(form_arguments or {})}
    if request.method != "POST":
        if not request.session.session_key:
            request.session.create()
        return _form_page(request, template, form_class(**made), context, act_id=uuid.uuid4().hex)
    act_id = _act_id(request)
    with _one_at_a_time(act_id):
        went = _done_before(request, act_id)
        if went is not None:
            return _see_other(went)
        form = form_class(request.POST, request.FILES, **made)
        if not form.is_valid():
            return _form_page(request, template, form, context, act_id=act_id, status=422)
        try:
            result = act(**form.cleaned_data)
        except NotFound:
            raise
        except Refusal as refusal:
            return _refused(request, template, form, context, act_id, refusal)
        url = success_url(result) if callable(success_url) else success_url
        _remember(request, act_id, str(url))
    said = done(result) if callable(done) else done
    messages.success(request, str(said or _("Done.")), extra_tags=f"act-{act_id}")
    return _see_other(str(url))


def sent_again(request: HttpRequest) -> HttpResponse | None:
    """Return where an act led that was done with this very form; None if it was not done."""
    if request.method != "POST" or "act_id" not in request.POST:
        return None
    act_id = _act_id(request)
    with _one_at_a_time(act_id):
        went = _done_before(request, act_id)
    return None if went is None else _see_other(went)


def _form_page(
    request: HttpRequest, template: str, form: BaseForm, context: Mapping[str, Any] | None, **more: Any
) -> HttpResponse:
    status = more.pop("status", 200)
    return render(request, template, {**(context or {}), "form": form, **more}, status=status)


def _refused(
    request: HttpRequest,
    template: str,
    form: BaseForm,
    context: Mapping[str, Any] | None,
    act_id: str,
    refusal: Refusal,
) -> HttpResponse:
    status = int(refusal.status)
    shown: Refusal | None = refusal
    if refusal.field and refusal.field in form.fields:
        words = " ".join(str(part) for part in (refusal.sentence, refusal.article, refusal.remedy) if part)
        form.add_error(refusal.field, words)
        status, shown = 422, None
    return _form_page(request, template, form, context, act_id=act_id, refusal=shown, status=status)


def _act_id(request: HttpRequest) -> str:
    """Return the id that the page was given; one of its own for a form sent without."""
    try:
        return uuid.UUID(request.POST.get("act_id", "")).hex
    except ValueError:
        return uuid.uuid4().hex


@contextmanager
def _one_at_a_time(act_id: str) -> Iterator[None]:
    """Hold a second sending of the same form until the first is done (a lock of the database's session)."""
    number = uuid.UUID(act_id).int % 2**63
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def _done_before(request: HttpRequest, act_id: str) -> str | None:
    """Return where the act led if it was done, as the stored session says now."""
    if not request.session.session_key:
        return None
    stored: SessionBase = type(request.session)(request.session.session_key)
    return dict(stored.get(KEY, [])).get(act_id)


def _remember(request: HttpRequest, act_id: str, url: str) -> None:
    """Store the act's id before the next sending of the same form may look for it."""
    stored: SessionBase = type(request.session)(request.session.session_key)
    request.session[KEY] = [*stored.get(KEY, []), [act_id, url]][-REMEMBERED:]
    request.session.save()


def _see_other(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
