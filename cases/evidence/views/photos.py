"""The page for photos on the phone, and where it sends them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from functools import partial

from csp.decorators import csp_update
from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from cases.access import case_for, is_recused
from cases.evidence.add_photo import Place, add_photo
from cases.evidence.when import WHILE_OPEN
from cases.queries import open_steps
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import Refusal
from enforcement.organisation.access import actor_of, duty

LONGEST = 2**53


class PhotoForm(forms.Form):
    """What a phone sends with a photo."""

    file = forms.FileField(max_length=200)
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$", required=False)
    taken = forms.IntegerField(min_value=0, max_value=LONGEST, required=False)  # milliseconds since 1970
    latitude = forms.DecimalField(min_value=-90, max_value=90, required=False)
    longitude = forms.DecimalField(min_value=-180, max_value=180, required=False)
    accuracy = forms.DecimalField(min_value=0, max_value=100000, required=False)
    name = forms.CharField(max_length=120, required=False)
    inquiry = forms.IntegerField(required=False)


@require_safe
@allow(duty("handle"))
@csp_update({"img-src": ["blob:"]})  # type: ignore[arg-type]  # its types know no views with arguments
def photos(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page that takes photos and keeps them on the phone until they are sent."""
    case = case_for(request, pk)
    takes = open_steps().filter(run=case.run, node__act__in=WHILE_OPEN).exists() and not is_recused(request, case)
    inquiries = case.inquiries.order_by("-held_on")[:20]
    return render(request, "cases/evidence/photos.html", {"case": case, "takes": takes, "inquiries": inquiries})


@require_POST
@allow(duty("handle"))
def send(request: HttpRequest, pk: int) -> JsonResponse:
    """Take one photo in and answer its number, or what is wrong with it."""
    case = case_for(request, pk)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        said = " ".join(str(word) for words in form.errors.values() for word in words)
        return JsonResponse({"sentence": said}, status=422)
    given = form.cleaned_data
    act = partial(
        add_photo, case_id=case.pk, by=actor_of(request), at=clock.now(), file=given["file"].read(),
        device_sha256=given["sha256"], device_at=_moment(given["taken"]), name=given["name"],
        inquiry_id=given["inquiry"], place=_place(given["latitude"], given["longitude"], given["accuracy"]),
    )  # fmt: skip
    try:
        made = act()
    except Refusal as refusal:
        words = " ".join(str(w) for w in (refusal.sentence, refusal.remedy) if w)
        return JsonResponse({"sentence": words}, status=int(refusal.status))
    return JsonResponse({"number": made.number, "sha256": made.sha256, "received": made.received_at.isoformat()})


def _moment(milliseconds: int | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds else None
    except (OverflowError, OSError, ValueError):
        return None


def _place(latitude: Decimal | None, longitude: Decimal | None, accuracy: Decimal | None) -> Place | None:
    if latitude is None or longitude is None or accuracy is None:
        return None
    return Place(round(latitude, 5), round(longitude, 5), int(accuracy))
