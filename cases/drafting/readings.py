"""What each group of merge fields reads from a case: the case itself, its party, agency and officers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.utils import translation

from cases.documents.layout import chinese_day
from cases.documents.wording import contact_of, government_of, party_lines
from cases.drafting import readings_later as later
from cases.models import Case
from enforcement.organisation.secrecy import unseal

Row = dict[str, str]


def said_day(on: date | None) -> str:
    """Return a day as papers write it, "" for none."""
    return chinese_day(on) if on else ""


def _case(case: Case) -> Row:
    with translation.override("zh-hans"):
        source = case.get_source_display()
    days = {name: said_day(getattr(case, name)) for name in ("clue_on", "act_on", "filed_on", "closed_on")}
    return {
        **days, "number": case.number or case.clue_number, "cause": case.cause, "summary": case.summary,
        "place": case.place, "source": source, "clue_number": case.clue_number, "legal_basis": case.legal_basis,
    }  # fmt: skip


def _party(case: Case) -> Row:
    party = case.party
    code = party.code_masked if party.kind == "person" else unseal(party.code_sealed)
    return {
        "name": party.name, "block": "\n".join(party_lines(case)), "code": code,
        "address": unseal(party.address_sealed), "representative": party.representative,
    }  # fmt: skip


def _agency(case: Case) -> Row:
    agency = case.agency
    return {
        "name": agency.name, "address": agency.address, "phone": agency.phone, "contact": contact_of(agency),
        "government": government_of(agency),
    }  # fmt: skip


def _officers(case: Case) -> Row:
    said: dict[Any, str] = {
        row: f"{row.name}（{row.credential}）" if row.credential else row.name
        for row in case.assignments.filter(to_on__isnull=True).order_by("-role", "pk")
    }
    return {
        "all": "、".join(said.values()), "lead": next((s for row, s in said.items() if row.role == "lead"), ""),
        "others": "、".join(s for row, s in said.items() if row.role != "lead"),
    }  # fmt: skip


GROUPS: Final[dict[str, Callable[[Case], Row]]] = {
    "case": _case, "party": _party, "agency": _agency, "officers": _officers, "proposal": later.proposal,
    "check": later.check, "review": later.review, "notice": later.notice, "defence": later.defence,
    "hearing": later.hearing, "discussion": later.discussion, "decision": later.decision, "measure": later.measure,
}  # fmt: skip
