"""How items are drawn for staff: blanks, pictures, what differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from exams.bank.differences import Piece

register = template.Library()
BLANK = re.compile(r"[_＿]{2,}")
TAGS = {"same": "span", "gone": "del", "new": "ins"}


@register.filter
def around_blanks(stem: str) -> list[str]:
    """Return a question in the pieces between its blanks."""
    return BLANK.split(stem)


@register.simple_tag
def show_picture(picture: Mapping[str, str]) -> SafeString:
    """Draw a picture of an item, with what it shows in words."""
    address = reverse("exam_picture", args=[picture["sha256"]])
    return format_html('<img class="look-picture" src="{}" alt="{}" loading="lazy">', address, picture.get("alt", ""))


@register.simple_tag
def pieces(given: Iterable[Piece]) -> SafeString:
    """Draw what stayed, went and came."""
    return format_html_join("", "<{}>{}</{}>", ((TAGS[p.kind], p.text, TAGS[p.kind]) for p in given))
