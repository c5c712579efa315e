"""Numbers of cases and papers: gap-free within an agency, a kind of paper and a year (GB/T 9704-2012)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.settings import NUMBER_STYLE
from enforcement.errors import Refusal
from enforcement.ledger.numbers import take
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

CLUE, CASE, NOTICE, DECISION, ARCHIVE = "案源", "立", "罚告", "罚", "档"
ON_SPOT = "当罚"


class NoSign(Refusal):
    """Refuse a number for an agency that has no sign in document numbers."""

    sentence = _("The agency has no sign (机关代字) for document numbers.")
    article = "GB/T 9704-2012"
    remedy = _("Ask the system administrator to enter it with the agency.")


def take_number(*, agency: Agency, kind: str, on: date) -> str:
    """Return the agency's next number of a kind in the year of a day, e.g. 乐市监罚〔2026〕12号.

    Raises:
        NoSign: if the agency has no sign.
    """
    if not agency.sign:
        raise NoSign
    n = take(f"{agency.pk}:{kind}:{on.year}")
    said = "第" if value(NUMBER_STYLE, agency=agency, on=on) == "with_di" else ""
    return f"{agency.sign}{kind}〔{on.year}〕{said}{n}号"
