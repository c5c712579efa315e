"""Parts of the pages of cases: ``{% load case %}``."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.models.notice import PenaltyTerms
from cases.terms import kind_title, split_evidence
from enforcement.web.templatetags.ui import facts, money

register = template.Library()


@register.simple_tag
def terms(given: PenaltyTerms) -> SafeString:
    """Show the terms of a penalty as facts: ``{% terms proposal %}``."""
    found, evidence = split_evidence(given.facts)
    pairs = [
        (_("Facts found"), found),
        (_("Evidence"), evidence),
        (_("Provision"), given.legal_basis),
        (_("Kinds of penalty"), " · ".join(kind_title(code) for code in given.kinds) or _("none")),
        (_("Fine"), money(given.fine) if given.fine else ""),
        (_("Confiscation"), money(given.confiscation) if given.confiscation else ""),
        (_("Other terms"), given.other),
        (_("Discretion"), given.discretion),
    ]
    return facts([(name, value) for name, value in pairs if value])


@register.filter
def ground(code: str) -> str:
    """Return why a clock stands still, in words."""
    words = {"hearing": _("the hearing"), "suspension": _("the investigation is suspended")}
    return str(words.get(code, code))
