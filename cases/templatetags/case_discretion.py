"""The range of a fine on pages of cases: ``{% load case_discretion %}{% discretion case terms %}``."""

from __future__ import annotations

from typing import Any

from django import template

from cases.discretion.panel import shown
from cases.models import Case
from cases.terms import Terms

register = template.Library()


@register.inclusion_tag("cases/discretion/_verdict.html")
def discretion(case: Case, terms: Terms | None = None) -> dict[str, Any]:
    """Show the range of a case and whether some terms lie in it, the latest where none are given."""
    return shown(case, terms or None)
