"""Check a proof: pasted, as a file, or by the code on the page of proof. Nobody signs in, no script is needed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.transparency import words
from enforcement.transparency.addresses import place_of
from enforcement.transparency.checking import Checked, check
from enforcement.transparency.forms import CheckForm
from enforcement.transparency.models import Checkpoint, LogLeaf
from enforcement.transparency.proving import proof_at
from enforcement.transparency.verifier.proof import Proof, ProofRefused


@require_http_methods(["GET", "HEAD", "POST"])
@allow(public)
def check_proof(request: HttpRequest) -> HttpResponse:
    """Show the form, or what was found."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    context: dict[str, Any] = {"form": form, "action": reverse("log_check")}
    if not form.is_bound:
        return render(request, "transparency/check.html", context)
    if not form.is_valid():
        return render(request, "transparency/check.html", context, status=422)
    file = form.cleaned_data["file"]
    try:
        found = check(text=form.cleaned_data["proof"], content=file.read() if file else b"")
    except ProofRefused as fault:
        form.add_error(None, str(words.FAULTS[fault.code]))
        return render(request, "transparency/check.html", context, status=422)
    return render(request, "transparency/check.html", {**context, **told(found)})


@require_safe
@allow(public)
def proof(request: HttpRequest, index: int, place: int, blind: str) -> HttpResponse:
    """Show the proof to whoever holds its code, checked here and now."""
    found = _held(index, place, blind)
    form = CheckForm(initial={"proof": str(found)})
    context = {"form": form, "action": reverse("log_check"), "held": found, "text": str(found)}
    context["download"] = reverse("log_proof_text", args=[index, place, blind])
    return render(request, "transparency/check.html", {**context, **told(check(text=str(found)))})


@require_safe
@allow(public)
def proof_text(_request: HttpRequest, index: int, place: int, blind: str) -> HttpResponse:
    """Answer the proof as a file (c2sp.org/tlog-proof)."""
    answer = HttpResponse(str(_held(index, place, blind)), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{index}.tlog-proof"'
    return answer


def told(found: Checked) -> dict[str, Any]:
    """Return what the page says of a checked proof."""
    size = found.checkpoint.size if found.checkpoint else 0
    leaf = LogLeaf.objects.filter(index=found.proof.index).first() if not found.fault else None
    return {
        "checked": found, "number": found.proof.index + 1, "size": size, "leaf": leaf,
        "fault": words.FAULTS.get(found.fault, ""), "paper": words.PAPERS[found.paper],
        "published": Checkpoint.objects.filter(size=size).last() if not found.fault else None,
        "opened": [one for one in found.proof.opened if one.place],
    }  # fmt: skip


def _held(index: int, place: int, blind: str) -> Proof:
    """Return a proof if the code is the one on the page of proof: only its holder knows it."""
    found = proof_at(index, place) if place else None
    if found is None or not found.opened or place_of(found)[2] != blind:
        raise NotFound
    return found
