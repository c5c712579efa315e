"""The code for the party on the page of a case whose decision was served."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from cases.models import Case
from cases.publicity.survey.code import Via, code_for, served_on
from enforcement.flowcharts.views.public import qr


def panel(case: Case, _request: HttpRequest) -> dict[str, Any] | None:
    """Return the code with its address, None before the decision is served."""
    if served_on(case) is None:
        return None
    code = code_for(Via.DECISION, case.pk)
    url = f"{settings.PUBLIC_URL}{reverse('survey')}?code={code}"
    return {"code": code, "url": url, "picture": qr(url)}
