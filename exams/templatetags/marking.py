"""Points as people write them."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def points(hundredths: int | None) -> str:
    """Return 1/100 points as points: 8950 as 89.5; nothing for None."""
    return "" if hundredths is None else f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
