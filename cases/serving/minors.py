"""A decision about a minor is not shown to the public (未成年人保护法第一百零三条)."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.models import Case, Party
from enforcement.errors import Invalid
from enforcement.organisation.identifiers import id_number_fault
from enforcement.organisation.secrecy import unseal

AGE: Final = 18


class AboutMinor(Invalid):
    """Refuse to publish a decision about somebody who was under eighteen."""

    sentence = _("The party was under eighteen: this decision is not published.")
    article = "中华人民共和国未成年人保护法第一百零三条；中华人民共和国行政处罚法第五十条"
    remedy = _("Decide that it is not published, and say why.")


def is_minor(case: Case) -> bool:
    """Return whether the party is a person who was under eighteen on the day of the act, by the identity number."""
    code = unseal(case.party.code_sealed) if case.party.code_sealed else ""
    if case.party.kind == Party.Kind.ORGANISATION or id_number_fault(code):
        return False
    born, on = date(int(code[6:10]), int(code[10:12]), int(code[12:14])), case.act_on or case.clue_on
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < AGE
