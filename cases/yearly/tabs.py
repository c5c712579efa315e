"""The pages of this area beside one another, as far as a person may open them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.yearly.access import works_on_reports
from cases.yearly.office.access import works_in_law_office


def tabs(request: HttpRequest, here: str) -> list[tuple[str, str, bool]]:
    """Return text, address and whether it is this page."""
    pages = [
        ("reports", _("Yearly reports"), "yearly_reports", works_on_reports),
        ("office", _("Legal sections and training"), "law_office", works_in_law_office),
        ("progress", _("Progress reports"), "progress_reports", works_in_law_office),
    ]
    return [(text, reverse(name), code == here) for code, text, name, rule in pages if rule(request)]
