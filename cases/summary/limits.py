"""How much may be imposed on the spot, and when the officers may collect it. Pure over the settings."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.rules.file import Legal
from cases.rules.on_spot import ARTICLE, LIGHT, limit_for
from enforcement.errors import Invalid

COLLECT: Final = "中华人民共和国行政处罚法第六十八条、第六十九条"
SMALL: Final = Decimal(100)
GENERAL: Final = _("Turn it into a case of the general procedure: everything typed is kept.")


class AboveLimit(Invalid):
    """Refuse on the spot what is above the limit."""

    def __init__(self, limit: Decimal) -> None:
        super().__init__(
            _("On the spot the fine is at most %(limit)s yuan.") % {"limit": f"{limit:.0f}"}, article=ARTICLE,
            remedy=GENERAL, field="fine",
        )  # fmt: skip


class NotOnTheSpot(Invalid):
    """Refuse on the spot any other kind of penalty than a warning or a small fine."""

    sentence = _("On the spot only a warning or a small fine can be imposed.")
    article = ARTICLE
    remedy = GENERAL


class NoGroundToCollect(Invalid):
    """Refuse to collect where the law sends the party to the bank."""

    sentence = _("Officers collect a fine themselves only on the grounds of articles 68 and 69.")
    article = COLLECT
    remedy = _("Let the party pay at the bank or electronically within fifteen days.")


class NoReceipt(Invalid):
    """Refuse to collect without the fiscal receipt."""

    sentence = _("Enter the number of the fiscal receipt that the party got; without it the party may refuse to pay.")
    article = "中华人民共和国行政处罚法第七十条"


def check_terms(kind: str, kinds: Iterable[str], fine: Decimal, legal: Legal) -> None:
    """Refuse what may not be imposed on the spot.

    Raises:
        NotOnTheSpot, AboveLimit: as named.
    """
    given = set(kinds)
    if not given or given - LIGHT or ("fine" in given and not fine):
        raise NotOnTheSpot(field="kinds")
    if fine > limit_for(kind, legal):
        raise AboveLimit(limit_for(kind, legal))


def check_collection(ground: str, receipt: str, fine: Decimal) -> None:
    """Refuse to collect on the spot without a ground of the law or without the receipt.

    Raises:
        NoGroundToCollect, NoReceipt: on their fields.
    """
    if not ground:
        return
    if not fine or (ground == "68a" and fine > SMALL):
        raise NoGroundToCollect(field="ground")
    if not receipt.strip():
        raise NoReceipt(field="receipt")
