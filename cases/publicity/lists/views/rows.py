"""Write a row of a draft, or take it out."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.publicity.lists.access import list_for, writes
from cases.publicity.lists.forms import RowForm
from cases.publicity.lists.write_entry import remove_entry, write_entry
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(writes)
def row(request: HttpRequest, pk: int, entry_id: int = 0) -> HttpResponse:
    """Write a row of a draft; without ``entry_id`` a new one."""
    issue = list_for(request, pk)
    entry = issue.entries.filter(pk=entry_id).first()
    if entry_id and entry is None:
        raise NotFound
    back = reverse("list_draft", args=[issue.pk])
    act = partial(write_entry, list_id=issue.pk, by=actor_of(request), at=clock.now(), entry_id=entry_id)
    return act_page(
        request, form_class=RowForm, form_arguments={"kind": issue.of, "agency": issue.agency}, act=act,
        initial=entry.facts if entry else {}, success_url=back, done=_("The row is in the draft."),
        context={
            "heading": entry.title if entry else _("Add a row"), "lead": f"{issue.of.title} · {issue.agency.title}",
            "submit": _("Keep in the draft"), "back_url": back, "back_text": _("Draft"),
        },
    )  # fmt: skip


@require_POST
@allow(writes)
def row_out(request: HttpRequest, pk: int, entry_id: int) -> HttpResponse:
    """Take a row out of a draft."""
    issue = list_for(request, pk)
    remove_entry(list_id=issue.pk, by=actor_of(request), at=clock.now(), entry_id=entry_id)
    messages.success(request, _("The row is out of the draft."))
    return redirect("list_draft", issue.pk)
