"""Checks at the start: every icon that a template or the menu names is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from enforcement.web import icons
from enforcement.web.navigation import _entries
from enforcement.web.templatetags.ui import TONES

TAG = re.compile(r"""\{%\s*icon\s+["']([^"']+)["']|\bicon=["']([^"']+)["']""")


@register("icons")
def icons_installed(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Return an error for each icon that is named and not in @tabler/icons."""
    if not icons.FOLDER.is_dir():
        return [Error("The icons are not installed.", hint="Run `npm ci` in the project's folder.", id="web.E001")]
    return [
        Error(f"{place} names the icon {name!r}, which @tabler/icons does not have.", id="web.E002")
        for name, place in sorted(set(_named()))
        if not (icons.FOLDER / f"{name}.svg").is_file()
    ]


def _named() -> Iterator[tuple[str, str]]:
    folder = Path(settings.BASE_DIR) / "templates"
    for path in sorted(folder.rglob("*.html")):
        for found in TAG.finditer(path.read_text(encoding="utf-8")):
            name = found[1] or found[2]
            if "{" not in name:
                yield name, path.relative_to(folder).as_posix()
    for entry in _entries.values():
        yield entry.icon, f"the menu entry {entry.url_name}"
    for tone, name in TONES.items():
        yield name, f"the tone {tone}"
