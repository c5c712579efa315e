"""What should be redacted in a text: by pattern and by what the system knows of the party (行政处罚法第五十条)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.redaction import HIDDEN, shown_name
from enforcement.organisation.secrecy import unseal

PATTERNS: Final = (
    (_("identity number"), re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{9}[\dXx](?!\d)")),
    (_("mobile telephone"), re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")),
    (_("telephone"), re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)")),
    (_("bank account"), re.compile(r"(?<!\d)\d{16,19}(?!\d)")),
    (_("mailbox"), re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    (
        _("vehicle plate"),
        re.compile(r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云渝藏陕甘青宁新][A-Z][A-Z0-9]{5,6}"),
    ),
    (_("home address"), re.compile(r"(?:住址|住所地|家庭住址)[：:]?[^，。；\n]{4,40}")),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A passage to take out, what it is, and what stands in its place."""

    what: str
    found: str
    instead: str = HIDDEN


def proposals(text: str, case: Case) -> list[Proposal]:
    """Return what to take out of a text, each passage once, in the order of the text."""
    found = [Proposal(str(what), m.group()) for what, pattern in PATTERNS for m in pattern.finditer(text)]
    found += private_in(text, case)
    once = {p.found: p for p in found}
    return sorted(once.values(), key=lambda p: text.index(p.found))


def private_in(text: str, case: Case) -> list[Proposal]:
    """Return the party's own facts that a text gives away: address and telephone of a person, a masked name."""
    party, shown = case.party, shown_name(case)
    person = party.kind == party.Kind.PERSON
    known = [(_("telephone"), party.phone_sealed)]
    if person:
        known += [(_("identity number"), party.code_sealed), (_("home address"), party.address_sealed)]
    facts = [(what, unseal(sealed)) for what, sealed in known]
    made = [Proposal(str(what), fact) for what, fact in facts if fact and fact in text]
    if shown != party.name and party.name in text:
        made.append(Proposal(str(_("full name")), party.name, shown))
    return made


def applied(text: str, case: Case) -> str:
    """Return a text with every proposal followed."""
    for one in proposals(text, case):
        text = text.replace(one.found, one.instead)
    return text
