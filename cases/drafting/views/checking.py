"""Tell anybody who holds a paper whether it is the one that was stored: by its fingerprint alone."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.drafting.signed import is_signed
from cases.models import Paper
from enforcement.access import allow, public

_HASH = re.compile(r"[0-9a-f]{64}")


@allow(public)
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Say which paper has a SHA-256 and whether its signature is good; the file itself stays with its holder.

    Only who has the paper knows its hash, so nothing is told here that the paper does not say itself.
    """
    given = "".join(request.GET.get("sha256", "").split()).lower()
    asked = bool(_HASH.fullmatch(given))
    paper = Paper.objects.filter(sha256=given).select_related("case__agency").first() if asked else None
    return render(
        request,
        "cases/drafting/check.html",
        {"given": given[:64], "asked": asked, "wrong": bool(given) and not asked, "paper": paper,
         "good": paper is not None and is_signed(paper)},
    )  # fmt: skip
