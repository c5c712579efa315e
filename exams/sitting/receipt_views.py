"""Receipts: a candidate's own, and the public page on which anybody checks one."""

from __future__ import annotations

import binascii
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enforcement.access import allow, public, signed_in
from exams import receipts
from exams.models import Sitting
from exams.shuffle import canonical
from exams.sitting.own_receipt import is_stored, own_receipt
from exams.sitting.qr import qr_svg
from exams.sitting.views import own

MOST = 4096
"""Characters of a receipt, generously."""


@never_cache
@require_safe
@allow(signed_in)
def receipt(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Show my receipt, to print and to save; as a file with ``?file``."""
    standing = own(request, sitting_id)
    if standing.state not in {"result", "unreleased"}:
        return redirect("exam_lobby", sitting_id)
    sitting = Sitting.objects.get(pk=sitting_id)
    made = own_receipt(sitting)
    if "file" in request.GET:
        response = HttpResponse(json.dumps(made, indent=2), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="receipt-{sitting.pk}.json"'
        return response
    words = sitting.texts or {}
    context = {
        "standing": standing,
        "session": standing.session,
        "exam": standing.session.exam,
        "sitting": sitting,
        "receipt": made,
        "at": datetime.fromisoformat(made["at"]),
        "fingerprint": in_fours(made["answers_sha256"]),
        "answered": sum(1 for slot, mask in enumerate(sitting.answers) if mask or str(slot) in words),
        "total": len(sitting.answers),
        "qr": qr_svg(f"{settings.PUBLIC_URL}{reverse('exam_receipts')}?r={packed(made)}"),
    }
    return render(request, "exams/sitting/receipt.html", context)


class ReceiptForm(forms.Form):
    """A receipt as text or as a file."""

    text = forms.CharField(
        label=_("Receipt"),
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("Paste what the file contains, from the first brace to the last."),
    )
    file = forms.FileField(
        label=_("Or choose the file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean(self) -> dict[str, Any]:
        """Read the receipt from whichever was given."""
        data = super().clean() or {}
        file = data.get("file")
        text = data.get("text") or (file.read(MOST + 1).decode("utf-8", "replace") if file else "")
        if not text:
            raise forms.ValidationError(_("Paste a receipt or choose its file."))
        data["receipt"] = unpacked(text)
        if data["receipt"] is None:
            raise forms.ValidationError(_("This is no receipt of an exam: its form is another one."))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
@allow(public)
def check_receipt(request: HttpRequest) -> HttpResponse:
    """Tell anybody whether a receipt is genuine: pasted, as a file, or by the address in its QR code."""
    scanned = request.GET.get("r", "")[:MOST]
    form = ReceiptForm(request.POST, request.FILES) if request.method == "POST" else ReceiptForm()
    found: Mapping[str, Any] | None = None
    status = 200
    if form.is_bound:
        found = form.cleaned_data["receipt"] if form.is_valid() else None
        status = 200 if form.is_valid() else 422
    elif scanned:
        found = unpacked(scanned) or {}
    context = {"form": form, "checked": found is not None, **(_checked(found) if found is not None else {})}
    return render(request, "exams/sitting/receipts.html", context, status=status)


def _checked(found: Mapping[str, Any]) -> dict[str, Any]:
    genuine = receipts.verify(found, keys=receipts.public_keys())
    if not genuine:
        return {"genuine": False}
    return {
        "genuine": True,
        "stored": is_stored(found),
        "receipt": found,
        "at": datetime.fromisoformat(found["at"]),
        "fingerprint": in_fours(found["answers_sha256"]),
    }


def packed(made: Mapping[str, Any]) -> str:
    """Return a receipt as an address carries it: base64url of its canonical JSON."""
    return urlsafe_b64encode(canonical(dict(made)).encode()).decode().rstrip("=")


def unpacked(text: str) -> Mapping[str, Any] | None:
    """Return the receipt in a text (JSON, or what an address carries), or None where there is none."""
    stripped = text.strip()
    try:
        if not stripped.startswith("{"):
            stripped = urlsafe_b64decode(stripped + "=" * (-len(stripped) % 4)).decode()
        content = json.loads(stripped)
    except (ValueError, binascii.Error):
        return None
    fits = isinstance(content, dict) and set(content) == receipts.FIELDS
    return content if fits and _is_shaped(content) else None


def _is_shaped(content: Mapping[str, Any]) -> bool:
    numbers = all(type(content[key]) is int and 0 <= content[key] < 2**63 for key in ("v", "sitting", "seq"))
    texts = all(isinstance(content[key], str) for key in ("at", "answers_sha256", "key", "signature"))
    return numbers and texts and bool(re.fullmatch(r"[0-9a-f]{64}", content["answers_sha256"]))


def in_fours(sha256: str) -> str:
    """Return a fingerprint in groups of four."""
    return " ".join(sha256[n : n + 4] for n in range(0, len(sha256), 4))
