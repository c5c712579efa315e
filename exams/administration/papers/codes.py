"""The code of a ticket on a page, as SVG without any style."""

from __future__ import annotations

from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from exams.administration.papers.drawing import MASK, QUIET


def code_svg(content: str, *, label: str) -> SafeString:
    """Return the QR code of a text with its quiet zone."""
    symbol = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    symbol.add_data(content)
    symbol.make(fit=True)
    modules = symbol.get_matrix()
    side = len(modules) + 2 * QUIET
    path = "".join(
        f"M{start + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(modules)
        for start, length in _runs(row)
    )
    return mark_safe(  # noqa: S308 (the label is escaped, all else is numbers)
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" aria-label="{escape(label)}"'
        f' shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path d="{path}" fill="#000"/></svg>'
    )


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Return where the dark runs of a row begin and how long they are."""
    runs, at = [], 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            runs.append((at, length))
        at += length
    return runs
