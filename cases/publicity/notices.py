"""What the site says of itself: how it treats personal data, and how far everybody can use it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.publicity.parameters import top
from enforcement.access import allow, public


@require_safe
@allow(public)
def privacy(request: HttpRequest) -> HttpResponse:
    """Say which personal data are kept, for what, how long, and one's rights (个人信息保护法第十七条、第三十五条)."""
    return render(request, "publicity/privacy.html", {"government": top()})


@require_safe
@allow(public)
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say to which standard the site is built, what is known to fail, and whom to tell (无障碍环境建设法第三十二条)."""
    return render(request, "publicity/accessibility.html", {"government": top()})
