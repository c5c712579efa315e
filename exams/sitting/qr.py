"""Draw a QR code as SVG, without any style: it prints and needs no script."""

from __future__ import annotations

from html import escape
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET: Final = 4
"""Modules of white around a symbol (ISO/IEC 18004:2015, 9.1)."""


def qr_svg(text: str, label: str = "") -> SafeString:
    """Return the symbol of a text, one dark rectangle for each run of modules in a row."""
    symbol = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    symbol.add_data(text)
    symbol.make(fit=True)
    rows = symbol.get_matrix()
    size = len(rows) + 2 * QUIET
    path = "".join(
        f"M{start + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    )
    named = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return mark_safe(  # noqa: S308 (numbers and an escaped label)
        f'<svg class="qr" viewBox="0 0 {size} {size}" {named} shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>'
    )


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Return where dark modules begin in a row and how many follow each other."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found
