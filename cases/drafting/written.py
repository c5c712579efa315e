"""Papers that an act writes by itself, by the template of the agency that is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cases.drafting.current import template_for
from cases.drafting.fields import VOCABULARY
from cases.drafting.language import fill
from cases.drafting.readings import Row
from cases.drafting.words import Words
from cases.models import Case


@dataclass(frozen=True)
class Written:
    """A paper in words."""

    title: str
    paragraphs: list[str]


def written(
    key: str,
    case: Case,
    on: date,
    answers: Mapping[str, str] | None = None,
    *,
    instead: Mapping[str, Row] | None = None,
) -> Written:
    """Return the words of a paper of a case on a day, what it asks answered; what the case lacks is left out.

    ``instead`` are groups of fields that the case does not hold yet: a notice that is not served.
    """
    template = template_for(key, case.agency, on)
    text = fill(template.body, Words(case, on, instead), VOCABULARY.__getitem__)
    for asked, answer in (answers or {}).items():
        text = text.replace(f"【{asked}】", answer)
    return Written(template.title, [line for line in text.split("\n") if line.strip()])
