"""A case as a record of an outside system: the fields of the whitelist and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cases.exchange.bundles.whitelist import CASE, WHO
from cases.models import Case
from enforcement import clock
from enforcement.organisation.secrecy import unseal

Seal = Callable[[str], str]


def plain(value: Any) -> Any:
    """Return a value as JSON of a bundle holds it: days and moments as ISO 8601, amounts as texts."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def picked(row: Any, kind: str, **more: Any) -> dict[str, Any]:
    """Return the fields of the whitelist that a row has, without those that say nothing."""
    found = {name: plain(getattr(row, name)) for name in CASE[kind].fields if hasattr(row, name)}
    return {name: value for name, value in {**found, **more}.items() if value not in (None, "", [])}


def who(name: str, credential: str = "", standing: Any = None, role: str = "") -> dict[str, str]:
    """Return a person by name, with the credential as it stood that day."""
    code = str((standing or {}).get("code", ""))
    told = {"name": name, "role": role, "credential": credential, "standing": code}
    return {field: told[field] for field in WHO if told[field]}


def record_of(case: Case, seal: Seal) -> dict[str, Any]:
    """Return the record of a case; ``seal`` encrypts or leaves out an identification number."""
    party, decision = case.party, getattr(case, "decision", None)
    publication = getattr(case, "publication", None)
    record = picked(
        case, "case", reference=case.clue_number, agency=case.agency.credit_code,
        chart=case.run.version.flowchart.code if case.run else "P",
        published_on=plain(publication.published_on) if publication else None,
        party=picked(party, "party", code=seal(unseal(party.code_sealed))),
        decision=picked(decision, "decision", terms=picked(decision, "terms")) if decision else None,
        **_found(case), **_weighed(case), steps=_steps(case),
    )  # fmt: skip
    for name in ("is_complex", "public_interest", "many_relations"):
        record.setdefault(name, False)
    return record


def _found(case: Case) -> dict[str, Any]:
    return {
        "assignments": [
            picked(a, "assignments", who=who(a.name, a.credential, a.standing)) for a in case.assignments.all()
        ],
        "inquiries": [
            {
                **picked(i, "inquiries"),
                "officers": [who(o.name, o.credential, o.standing, o.role) for o in i.officers.all()],
            }
            for i in case.inquiries.all()
        ],
        "measures": [picked(m, "measures", officers=_told(m.officers)) for m in case.measures.all()],
        "proposals": [picked(p, "proposals", terms=picked(p, "terms")) for p in case.proposals.all()],
        "notices": [
            picked(
                n, "notices", terms=picked(n, "terms"), officers=_told(n.officers),
                defences=[picked(d, "defences") for d in n.defences.all()],
            )
            for n in case.notices.all()
        ],
    }  # fmt: skip


def _weighed(case: Case) -> dict[str, Any]:
    return {
        "hearings": [
            picked(
                h, "hearings", chair=who(h.chair_name) if h.chair_name else None,
                recorder=who(h.recorder_name) if h.recorder_name else None,
            )
            for h in case.hearings.all()
        ],
        "checks": [picked(c, "checks", who=who(c.checker_name), on=plain(c.checked_on)) for c in case.checks.all()],
        "reviews": [
            picked(r, "reviews", who=who(r.reviewer_name), on=plain(r.reviewed_on)) for r in case.reviews.all()
        ],
        "discussions": [
            picked(d, "discussions", recorder=d.recorder_name, members=[
                picked(m, "members", who=who(m.name), signed=m.signed_at is not None) for m in d.members.all()
            ])
            for d in case.discussions.all()
        ],
        "services": [picked(s, "services", officers=_told(s.officers)) for s in case.services.all()],
        "payments": [picked(p, "payments", deferred_to=plain(p.due_on)) for p in case.payments.all()],
    }  # fmt: skip


def _told(officers: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    return [who(o.get("name", ""), o.get("credential", ""), o.get("standing"), o.get("role", "")) for o in officers]


def _steps(case: Case) -> list[dict[str, Any]]:
    """Return the steps; of a record from elsewhere only if it told them: what was not told is not asked for."""
    if case.run is None or (case.origin == Case.Origin.OUTSIDE and not case.outside_told.get("steps")):
        return []
    records = [r for r in case.run.records.all() if r.node.is_step]
    return [
        picked(
            r, "steps", code=r.node.code, entered_on=_day(r.entered_at), left_on=_day(r.left_at),
            people=[who(p.name, p.credential, p.standing, p.role) for p in r.participants.all()],
        )
        for r in records
    ]  # fmt: skip


def _day(moment: datetime | None) -> str | None:
    return clock.day_of(moment).isoformat() if moment else None
