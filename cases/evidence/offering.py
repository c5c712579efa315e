"""Offer the evidence of a case in a form; what may not be used stands there grey, with the reason."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cases.evidence.relying import why_not
from cases.models import Case


def offer_pieces(case: Case, field: Any) -> None:
    """Fill the choices of a field with boxes."""
    rows = list(case.evidence.select_related("inquiry"))
    field.choices = [
        (str(p.pk), _("%(piece)s: not usable. %(why)s") % {"piece": p, "why": why_not(p)} if why_not(p) else str(p))
        for p in rows
    ]
    field.widget.stopped = frozenset(str(p.pk) for p in rows if why_not(p))
