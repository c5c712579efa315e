"""The editors' pages: what is kept where, a draft, and its publication."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.publicity.lists.access import keeps, kept_agencies, list_for, writes
from cases.publicity.lists.discard_list import discard_list
from cases.publicity.lists.kinds import KINDS
from cases.publicity.lists.models import PublicList
from cases.publicity.lists.publish_list import publish_list
from cases.publicity.lists.reading import changes, in_force
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of


@require_safe
@allow(keeps)
def lists(request: HttpRequest) -> HttpResponse:
    """Show the lists of one's agencies: the version in force, and the draft that waits."""
    agencies = kept_agencies(request)
    chosen = next((a for a in agencies if str(a.pk) == request.GET.get("agency")), agencies[0] if agencies else None)
    rows = []
    if chosen is not None:
        held = {one.kind: one for one in in_force(clock.today()).filter(agency=chosen)}
        drafts = {one.kind: one for one in PublicList.objects.filter(agency=chosen, published_at__isnull=True)}
        rows = [(kind, held.get(code), drafts.get(code)) for code, kind in KINDS.items()]
    may = chosen in kept_agencies(request, "publish")
    return render(
        request, "publicity/lists.html", {"agencies": agencies, "chosen": chosen, "rows": rows, "writes": may}
    )


@require_safe
@allow(keeps)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a draft, what it changes, and what one may do with it; a published version as it is."""
    issue = list_for(request, pk)
    writer = issue.agency in kept_agencies(request, "publish")
    found = changes(issue)
    rows = [(e, "added" if e.code in found.added else "changed" if e.code in found.changed else "") for e in
            issue.entries.all()]  # fmt: skip
    mine = person_of(request).pk in issue.writers
    context = {"issue": issue, "kind": issue.of, "rows": rows, "removed": found.removed, "writes": writer, "mine": mine}
    return render(request, "publicity/draft.html", context)


@require_POST
@allow(keeps)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a draft."""
    issue = list_for(request, pk)
    publish_list(list_id=issue.pk, by=actor_of(request), at=clock.now())
    messages.success(request, _("The list is public."))
    return redirect("list_draft", issue.pk)


@require_POST
@allow(writes)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Discard a draft."""
    issue = list_for(request, pk)
    where: Any = f"{reverse('public_lists')}?agency={issue.agency_id}"
    discard_list(list_id=issue.pk, by=actor_of(request), at=clock.now())
    messages.success(request, _("The draft is discarded."))
    return redirect(where)
