"""What may be imposed on the spot: a warning, or a fine up to the limit of the party's kind. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from cases.rules.file import Legal

ARTICLE: Final = "中华人民共和国行政处罚法第五十一条"
LIGHT: Final = frozenset({"warning", "fine"})


def limit_for(kind: str, legal: Legal) -> Decimal:
    """Return the highest fine on the spot for a kind of party; an individual business counts as the setting says."""
    person = kind == "person" or (kind == "business" and legal.business_counts_as_person)
    return legal.on_spot_person if person else legal.on_spot_organisation
