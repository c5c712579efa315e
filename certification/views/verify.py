"""The public pages that check an officer: by the code on the card, or by number and name."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from certification import photos, verification
from certification.forms import LookUpForm
from certification.models import Credential
from certification.scan import pace, stamp
from certification.scan.pace import Wait
from certification.scan.parameters import DEFAULT
from certification.verification import Answer
from certification.views.answer import render as render_answer
from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import NotFound

LANGUAGES: Final = {"en": "en", "zh": "zh-hans"}


@require_safe
@allow(public)
def by_code(request: HttpRequest, digits: str) -> HttpResponse:
    """Answer a scanned code; the page needs no script and no session.

    A code that is not proven is answered with 200 as well: browsers inside other apps hide pages of other statuses.
    """
    now = clock.now()
    scanned_at = stamp.scanned_at(request.GET.get("scanned", ""), digits, now=now)
    answer = verification.by_code(digits, at=now, scanned_at=scanned_at)
    return _page(request, answer, scanned=stamp.stamp(digits, at=scanned_at) if answer.live else "")


@require_safe
@allow(public)
def by_number(request: HttpRequest) -> HttpResponse:
    """Look a card up by its number and the name on it; where very many ask from one address, after a short wait."""
    asked = "name" in request.GET
    number = request.GET.get("number", "")[:32]  # the start page asks for it alone: the name comes next
    form = LookUpForm(request.GET) if asked else LookUpForm(initial={"number": number})
    if not asked or not form.is_valid():
        return render(request, "certification/scan/look_up.html", {"form": form}, status=422 if asked else 200)
    given = {name: value.strip() for name, value in form.cleaned_data.items()}
    wait = pace.wait_for(request, "\n".join(given.values()), at=clock.now())
    if wait is not None:
        return _wait(request, wait)
    answer = verification.by_number(**given, on=clock.today())
    if answer is None:
        return render(request, "certification/scan/look_up.html", {"form": form, "none": True}, status=404)
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


def _wait(request: HttpRequest, wait: Wait) -> HttpResponse:
    """Answer with the wait; the browser goes on by itself, or at the press of a button."""
    onward = _query(request, ticket=wait.ticket)
    context = {"seconds": wait.seconds, "onward": onward, "contact": DEFAULT}
    response = render(request, "certification/scan/wait.html", context)
    response["Retry-After"], response["Refresh"] = str(wait.seconds), f"{wait.seconds};url={onward}"
    response["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, answer: Answer, *, scanned: str = "") -> HttpResponse:
    wanted = LANGUAGES.get(request.GET.get("lang", ""), get_language() or "zh-hans")
    care = request.GET.get("care", request.COOKIES.get("care")) == "1"
    kept = {"scanned": scanned} if scanned else {}
    switch = _query(request, **kept, lang="zh" if wanted == "en" else "en")
    page = render_answer(
        answer, language=wanted, care=care, switch=switch, larger=_query(request, **kept, care="0" if care else "1")
    )
    headers = {"Cache-Control": "no-store", "Content-Language": wanted, "Referrer-Policy": "no-referrer"}
    return HttpResponse(page, headers={**headers, "X-Credential-State": answer.state})


def _query(request: HttpRequest, **changed: str) -> str:
    if not request.GET and len(changed) == 1:
        return "?{}={}".format(*next(iter(changed.items())))
    asked = request.GET.copy()
    for name, value in changed.items():
        asked[name] = value
    return f"?{asked.urlencode()}"
