"""The law before the revision of 2021: which duties stood there already, where, and with which numbers.

A rule whose duty is old applies from :data:`FIRST`; what its check asks beyond the old text it asks only of what was
done since :data:`REVISED`. Rules of new duties (the ninety days, publication, grounds of review) begin with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from cases.rules.file import Legal
from cases.rules.time import limitation_until

REVISED: Final = date(2021, 7, 15)
"""The day on which the revised 行政处罚法 came into force."""
FIRST: Final = date(1996, 10, 1)
"""The day on which the first 行政处罚法 came into force; the articles named here kept their numbers until 2021."""
COERCION: Final = date(2012, 1, 1)
"""The day on which the 行政强制法 came into force."""
NEW: Final = "中华人民共和国行政处罚法"
OLD: Final = f"{NEW}（2021年修订前）"
ARTICLES: Final = {
    "第四十二条第一款": "第三十七条第一款",
    "第四十三条": "第三十七条第三款",
    "第五十一条": "第三十三条",
    "第五十六条": "第三十七条第二款",
    "第四十四条、第六十二条": "第三十一条、第四十一条",
    "第四十四条、第四十五条第二款": "第三十一条、第三十二条第二款",
    "第四十五条第一款": "第三十二条第一款",
    "第六十二条、第六十四条第一项": "第三十二条、第四十二条第一款第一项",
    "第六十三条": "第四十二条第一款",
    "第六十四条第四项": "第四十二条第一款第四项",
    "第六十四条第八项、第六十五条": "第四十二条第一款第七项、第四十三条",
    "第五十九条": "第三十九条",
    "第六十一条": "第四十条",
    "第六十七条、第六十八条、第六十九条": "第四十六条至第四十八条",
    "第七十条": "第四十九条",
    "第七十一条": "第五十条",
    "第二十九条": "第二十四条",
    "第三十六条": "第二十九条",
}
"""Where a duty stood before the revision, by where it stands now."""


def numbers_of(legal: Legal, *, act_on: date | None, filed_on: date | None, act_ended_on: date | None = None) -> Legal:
    """Return the settings as the law stood: substance by the day of the act, terms by that of the filing.

    行政处罚法 (2017) 第三十三条: 50 yuan on the spot for a person, 1,000 for an organisation; 第二十九条: two years of
    limitation, so that what had run out before the revision is not revived by its five years; 第四十二条: three days to
    ask for a hearing. For the defence no law had a term: the shortest of the rules of procedure, three days. Substance
    follows the law of the act unless the later one is milder (第三十七条), procedure the law of the day on which it is
    begun.
    """
    if act_on is not None and act_on < REVISED:
        legal = replace(legal, on_spot_person=Decimal(50), on_spot_organisation=Decimal(1000))
    ended = act_ended_on or act_on
    if ended is not None and limitation_until(ended, legal) < REVISED:
        legal = replace(legal, limitation_long_years=legal.limitation_years)
    if filed_on is not None and filed_on < REVISED:
        legal = replace(legal, hearing_request_days=3, defence_days=min(legal.defence_days, 3))
    return legal


def is_older(on: date | None) -> bool:
    """Return whether a day lies before the revision."""
    return on is not None and on < REVISED


def cited(article: str, on: date | None) -> str:
    """Return an article as it was numbered on a day."""
    old = ARTICLES.get(article.removeprefix(NEW)) if is_older(on) and article.startswith(NEW) else None
    return OLD + old if old else article
