"""``{% save_as row %}`` and ``{% save_as row own=True %}``: the formats in which a credential can be saved."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from certification.exports import offer

register = template.Library()


@register.simple_tag
def save_as(row: Any, *, own: bool = False) -> SafeString:
    """Show the list “Save as…” of a credential."""
    return offer.save_as(row, own=own)
