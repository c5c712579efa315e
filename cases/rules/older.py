"""The numbers of the law before the revision of 2021: cases and acts of before follow them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from cases.rules.file import Legal
from cases.rules.time import limitation_until

REVISED: Final = date(2021, 7, 15)
"""The day on which the revised 行政处罚法 came into force."""


def numbers_of(legal: Legal, *, act_on: date | None, filed_on: date | None, act_ended_on: date | None = None) -> Legal:
    """Return the settings as the law stood: substance by the day of the act, terms by that of the filing.

    行政处罚法 (2017) 第三十三条: 50 yuan on the spot for a person, 1,000 for an organisation; 第二十九条: two years of
    limitation, so that what had run out before the revision is not revived by its five years; 第四十二条: three days to
    ask for a hearing. Substance follows the law of the act unless the later one is milder (第三十七条), procedure the
    law of the day on which it is begun.
    """
    if act_on is not None and act_on < REVISED:
        legal = replace(legal, on_spot_person=Decimal(50), on_spot_organisation=Decimal(1000))
    ended = act_ended_on or act_on
    if ended is not None and limitation_until(ended, legal) < REVISED:
        legal = replace(legal, limitation_long_years=legal.limitation_years)
    if filed_on is not None and filed_on < REVISED:
        legal = replace(legal, hearing_request_days=3)
    return legal
