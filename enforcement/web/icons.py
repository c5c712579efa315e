"""Icons: the outline drawings of @tabler/icons, put into the page so that they take the colour of the text."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(settings.BASE_DIR) / "node_modules" / "@tabler" / "icons" / "icons" / "outline"
NAME = re.compile(r"[a-z0-9-]+")
_SHAPE = re.compile(r"<(?:path|circle|rect|line|polyline|ellipse)\b[^>]*/>")
_BOX = 'd="M0 0h24v24H0z"'


class IconMissing(LookupError):
    """Say that no such icon is installed."""


@lru_cache(maxsize=400)
def shapes(name: str) -> str:
    """Return the shapes of an icon as SVG.

    Raises:
        IconMissing: for a name that is not in @tabler/icons, or before ``npm ci``.
    """
    path = FOLDER / f"{name}.svg"
    if not NAME.fullmatch(name) or not path.is_file():
        raise IconMissing(name)
    found: list[str] = _SHAPE.findall(path.read_text(encoding="utf-8"))
    return "".join(shape for shape in found if _BOX not in shape)


def svg(name: str, *, label: str = "", size: str = "") -> SafeString:
    """Return an icon: hidden from screen readers, unless a label says what it stands for."""
    try:
        inner = shapes(name)
    except IconMissing:
        if settings.DEBUG or settings.TESTING:
            raise
        return SafeString("")
    role = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round" focusable="false" {}>{}</svg>',
        f" icon-{size}" if size else "",
        role,
        mark_safe(inner),  # noqa: S308 (files of an npm package)
    )
