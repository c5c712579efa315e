"""How to know that nobody changed this: the page in plain words, and the history of checkpoints."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enforcement.access import allow, public
from enforcement.transparency.models import Checkpoint, LogKey
from enforcement.web.lists import Column, Lister
from enforcement.web.templatetags.ui import when

LISTER: Final = Lister(
    caption=_("Published checkpoints"),
    columns=(
        Column(
            "size", _("Entries"), lambda c: str(c.size), sort=("size",),
            link=lambda c: reverse("log_checkpoint_of", args=[c.size]),
        ),
        Column("published", _("Time of publication"), lambda c: when(c.published_at), sort=("published_at",)),
        Column("root", _("Fingerprint of all entries (beginning)"), lambda c: bytes(c.root).hex()[:16]),
    ),
    order="-size",
)  # fmt: skip


@require_safe
@allow(public)
def about(request: HttpRequest) -> HttpResponse:
    """Explain the log and show where it stands."""
    key = LogKey.objects.last()
    return render(request, "transparency/about.html", {"last": Checkpoint.objects.last(), "key": key})


@require_safe
@allow(public)
def checkpoints(request: HttpRequest) -> HttpResponse:
    """List every checkpoint that was published."""
    listing = LISTER.page(request, Checkpoint.objects.all())
    return render(request, "transparency/checkpoints.html", {"listing": listing})
