"""The form of a signature that is drawn, and of a refusal to sign."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.hearing.sign_page import refuse_page, sign_page
from cases.models import HearingPage, HearingSignature
from enforcement.actor import Actor

DATA = "data:image/png;base64,"
SIGNERS = [
    ("party", _("party or its legal representative")), ("agent", _("agent of the party")),
    ("investigator", _("officer who investigated")), ("third", _("third party")), ("witness", _("witness or expert")),
    ("chair", _("Chair")), ("recorder", _("Recorder")), ("officer", _("hearing officer (听证员)")),
]  # fmt: skip


class DrawingField(forms.CharField):
    """A drawing as the canvas sends it, as its bytes."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Any:
        """Return the bytes of the PNG, none where nothing was drawn."""
        text = str(value or "")
        if not text.startswith(DATA):
            return b""
        try:
            return base64.b64decode(text.removeprefix(DATA), validate=True)
        except binascii.Error:
            return b""


class SignPageForm(forms.Form):
    """Who signs, the drawing, or the chair's note that it was refused."""

    who = forms.ChoiceField(label=_("Who signs"))
    drawing = DrawingField(required=False)
    refusal_note = forms.CharField(
        label=_("Not signed: the chair's note"), max_length=200, required=False,
        help_text=_("Only if the page is not signed: what the person said."),
    )  # fmt: skip

    def __init__(self, *args: Any, page: HearingPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words, chosen = dict(SIGNERS), self.fields["who"]
        chosen.choices = [  # type: ignore[attr-defined]
            (f"{role}:{name}", f"{name} · {words.get(role, role)}") for role, name in unsigned(page)
        ]

    def clean(self) -> dict[str, Any]:
        """Return role and name apart."""
        found = super().clean() or {}
        role, _colon, name = str(found.pop("who", "")).partition(":")
        return {**found, "role": role, "name": name}


def unsigned(page: HearingPage) -> list[tuple[str, str]]:
    """Return role and name of who has neither signed a page nor refused to, in the order of signing."""
    hearing = page.hearing
    here = [(a.role, a.name) for a in hearing.attendees.order_by("pk")]
    sat = [("chair", hearing.chair_name), ("recorder", hearing.recorder_name),
           *(("officer", s.name) for s in hearing.seats.filter(to_on=None, role="officer"))]  # fmt: skip
    done = {(s.role, s.name) for s in page.signatures.all()}
    return [one for one in dict.fromkeys(here + sat) if one not in done]


def sign_or_refuse(
    *, case_id: int, by: Actor, at: datetime, number: int, role: str, name: str, drawing: bytes, refusal_note: str
) -> HearingSignature:
    """Keep the drawing; without one, the chair's note."""
    who = {"case_id": case_id, "by": by, "at": at, "number": number, "role": role, "name": name}
    if drawing or not refusal_note.strip():
        return sign_page(**who, drawing=drawing)  # type: ignore[arg-type]
    return refuse_page(**who, refusal_note=refusal_note)  # type: ignore[arg-type]
