"""The length of PUBLIC_URL is printed in every code: a check says when it makes codes too dense for a card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004 (Django's own name)

from certification import qr
from certification.printing import url_prefix

ORDINARY: Final = 133
"""Bytes of the token of an officer whose name and agency take 24 hanzi (48 bytes) together."""
LONG: Final = 167
"""Bytes of the token of one with a long name and agency: 41 hanzi."""
DIGITS_OF_SEVEN: Final = 17
ROOMY: Final = 10


@register("cards")
def address_fits(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Warn where the address alone makes an ordinary officer's code larger than a card prints well."""
    version = qr.version_of(url_prefix(), "1" * digits_of(LONG))
    if version <= ROOMY:
        return []
    return [
        Warning(
            f"PUBLIC_URL ({settings.PUBLIC_URL}) has {len(settings.PUBLIC_URL)} characters: the code of an officer"
            f" with a long name and agency takes version {version}, which old cameras read badly from a card.",
            hint="Set PUBLIC_URL to a shorter host, of 36 characters at the most with https://.",
            id="certification.W001",
        )
    ]


def digits_of(count: int) -> int:
    """Return how many decimal digits a token of so many bytes takes."""
    whole, rest = divmod(count, 7)
    return DIGITS_OF_SEVEN * whole + (0, 3, 5, 8, 10, 13, 15)[rest]
