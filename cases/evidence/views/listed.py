"""The evidence of a case: the list with its custody, and the files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import case_for, case_worker
from cases.evidence.custody import faults, holder_of
from cases.evidence.pictures import KINDS, SHOWN, THUMB, copy_of
from cases.models import Case, Evidence
from cases.papers import SIGNATURES, bytes_of
from cases.views.papers import as_file
from enforcement.access import allow
from enforcement.errors import NotFound

SIZES = {"shown": SHOWN, "thumb": THUMB}


@require_safe
@allow(case_worker)
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the evidence of a case with each piece's chain of custody."""
    case = case_for(request, pk)
    return render(request, "cases/evidence/list.html", {"case": case, "pieces": pieces_of(case)})


@require_safe
@allow(case_worker)
def original(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Answer the file of a piece of evidence, byte for byte as it came."""
    piece = _piece(request, pk, number)
    ending = next((end for _start, media, end in SIGNATURES if media == piece.media_type), "bin")
    return as_file(bytes_of(piece.sha256), piece.media_type, f"{piece}.{ending}")


@require_safe
@allow(case_worker)
def picture(request: HttpRequest, pk: int, number: int, size: str) -> HttpResponse:
    """Answer a copy of a photo to look at, without what the device wrote into it."""
    piece = _piece(request, pk, number)
    if piece.media_type not in KINDS or size not in SIZES:
        raise NotFound
    answer = HttpResponse(copy_of(piece.sha256, SIZES[size]), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def pieces_of(case: Case) -> list[dict[str, object]]:
    """Return the evidence of a case with custody, who holds it and what is wrong with the chain."""
    found = []
    for piece in case.evidence.select_related("inquiry").prefetch_related("custody"):
        events = list(piece.custody.all())
        found.append({
            "piece": piece, "custody": events, "holder": holder_of(events), "faults": faults(events),
            "is_picture": piece.media_type in KINDS,
        })  # fmt: skip
    return found


def _piece(request: HttpRequest, pk: int, number: int) -> Evidence:
    found = case_for(request, pk).evidence.filter(number=number).exclude(sha256="").first()
    if found is None:
        raise NotFound
    return found
