"""The public pages that check an officer: by the code on the card, or by number and name."""

from __future__ import annotations

from typing import Final

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from certification import photos, verification
from certification.forms import LookUpForm
from certification.models import Credential
from certification.verification import Answer
from certification.views.answer import render as render_answer
from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import NotFound, TooMany

LANGUAGES: Final = {"en": "en", "zh": "zh-hans"}
LOOK_UPS: Final = 30
"""Look-ups by number that one address may make in a minute; codes are not limited, for they cannot be guessed."""


@require_safe
@allow(public)
def by_code(request: HttpRequest, digits: str) -> HttpResponse:
    """Answer a scanned code; the page needs no script and no session.

    A code that is not proven is answered with 200 as well: browsers inside other apps hide pages of other statuses.
    """
    return _page(request, verification.by_code(digits, on=clock.today()))


@require_safe
@allow(public)
def by_number(request: HttpRequest) -> HttpResponse:
    """Look a card up by its number and the name on it."""
    asked = "number" in request.GET
    form = LookUpForm(request.GET if asked else None)
    if not asked or not form.is_valid():
        return render(request, "certification/look_up.html", {"form": form}, status=422 if asked else 200)
    _count(request)
    given = {name: value.strip() for name, value in form.cleaned_data.items()}
    answer = verification.by_number(**given, on=clock.today())
    if answer is None:
        return render(request, "certification/look_up.html", {"form": form, "none": True}, status=404)
    return _page(request, answer)


@require_safe
@allow(public)
def photo(request: HttpRequest, sha256: str) -> HttpResponse:  # noqa: ARG001 (every view takes it)
    """Return the photo of an issued credential by its digest; what is not that photo is not shown."""
    path = Credential.objects.filter(photo_sha256=sha256).values_list("photo", flat=True).first()
    data = photos.read(path, sha256) if path else None
    if data is None:
        raise NotFound
    return HttpResponse(data, content_type="image/jpeg", headers={"Cache-Control": "public, max-age=86400"})


def _page(request: HttpRequest, answer: Answer) -> HttpResponse:
    wanted = LANGUAGES.get(request.GET.get("lang", ""), get_language() or "zh-hans")
    other = "zh" if wanted == "en" else "en"
    asked = request.GET.copy() if len(request.GET) > 1 else QueryDict(mutable=True)
    asked["lang"] = other
    headers = {"Cache-Control": "no-store", "Content-Language": wanted, "Referrer-Policy": "no-referrer"}
    page = render_answer(answer, language=wanted, switch=f"?{asked.urlencode()}")
    return HttpResponse(page, headers={**headers, "X-Credential-State": answer.state})


def _count(request: HttpRequest) -> None:
    key = f"verify:{request.META.get('REMOTE_ADDR', '')}:{clock.now():%H%M}"
    cache.add(key, 0, timeout=120)
    if cache.incr(key) > LOOK_UPS:
        raise TooMany
