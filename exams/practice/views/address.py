"""Which law and mode an address of practice asks for."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from exams.practice.choice import MODES


def asked_for(request: HttpRequest) -> tuple[str, str]:
    """Return the law and the mode that the address asks for."""
    mode = request.GET.get("mode", "")
    return request.GET.get("law", ""), mode if mode in MODES else MODES[0]


def address(name: str, law: str, mode: str, *parts: int) -> str:
    """Return an address of practice that goes on with the same law and mode."""
    given = {key: value for key, value in (("law", law), ("mode", mode)) if value}
    return f"{reverse(name, args=parts)}?{urlencode(given)}"
