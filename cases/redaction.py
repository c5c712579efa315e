"""What the public may read of a decision: the party's name as the agency's setting shows it, no private facts."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.documents.layout import chinese_day
from cases.models import Case, Decision, Party, Publication
from cases.settings import NAME_MASKING
from cases.terms import say, split_evidence
from enforcement.errors import Invalid
from enforcement.organisation.parameters import value

# Two-character surnames that are common; of other names the first character is the surname.
LONG_SURNAMES: Final = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯")
HIDDEN: Final = "＊＊＊"
_PRIVATE: Final = (
    re.compile(r"(?<!\d)[1-9]\d{16}[\dXx](?!\d)"),  # identity numbers
    re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),  # mobile telephones
    re.compile(r"(?<!\d)\d{16,19}(?!\d)"),  # bank accounts
)


class StillPrivate(Invalid):
    """Refuse a text that gives private facts away."""

    article = "中华人民共和国行政处罚法第五十条"
    remedy = _("Take it out of the text, then publish.")

    def __init__(self, field: str = "text") -> None:
        super().__init__(
            _("The text still holds a full name, an identity number, a telephone or an account number."), field=field
        )


def shown_name(case: Case, style: str = "") -> str:
    """Return the party's name as the public reads it: firms in full, persons by the agency's setting."""
    party = case.party
    return masked_name(party.name, party.kind, style or value(NAME_MASKING, agency=case.agency, on=case.clue_on))


def masked_name(name: str, kind: str, style: str) -> str:
    """Return a name as the public reads it in a style of the setting: in full, hidden, or the surname with 某."""
    if kind != Party.Kind.PERSON or style == "full":
        return name
    return "当事人" if style == "hidden" else f"{surname(name)}某"


def surname(name: str) -> str:
    """Return the surname of a Chinese name."""
    return name[:2] if name.startswith(LONG_SURNAMES) else name[:1]


def summary(case: Case, decision: Decision) -> str:
    """Return the text to publish: facts, basis, penalty, agency and date, with what is private taken out."""
    facts, _evidence = split_evidence(decision.facts)
    lines = [
        f"行政处罚决定书文号：{decision.number}",
        f"当事人：{shown_name(case)}",
        f"案由：{case.cause}",
        f"违法事实：{facts}",
        f"处罚依据：{decision.legal_basis}",
        f"处罚内容：{'；'.join(say(decision))}",
        f"作出处罚的机关：{case.agency.name}",
        f"处罚决定日期：{chinese_day(decision.decided_on)}",
    ]
    return redacted("\n".join(lines), case)


def redacted(text: str, case: Case) -> str:
    """Return a text without the party's own name where it is masked, and without private numbers."""
    shown = shown_name(case)
    if shown != case.party.name:
        text = text.replace(case.party.name, shown)
    for pattern in _PRIVATE:
        text = pattern.sub(HIDDEN, text)
    return text


def shown_cause(publication: Publication) -> str:
    """Return the cause of a published decision without the name that is masked in it, and without private numbers.

    The case's party must be read with the publication; no query is made.
    """
    party, cause = publication.case.party, publication.case.cause
    if party.kind != Party.Kind.ORGANISATION:
        cause = cause.replace(party.name, publication.party_shown)
    for pattern in _PRIVATE:
        cause = pattern.sub(HIDDEN, cause)
    return cause


def still_private(text: str, case: Case, style: str = "") -> list[str]:
    """Return what a text still gives away: the full name of a person whose name is masked, or a private number."""
    found = [match.group() for pattern in _PRIVATE for match in pattern.finditer(text)]
    if shown_name(case, style) != case.party.name and case.party.name in text:
        found.append(case.party.name)
    return found
