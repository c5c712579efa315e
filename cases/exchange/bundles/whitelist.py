"""What goes out, field by field, with why. What does not stand here does not leave.

Left out on purpose: telephone and address of parties, what witnesses and parties said, records and reports of hearings,
opinions of members of a discussion, grounds of measures against an officer, contents of papers and evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PLATFORM: Final = "行政执法监督条例第三十七条"
PENALTY: Final = "行政处罚法第三十九条、第五十九条"
OFFICERS: Final = "行政执法监督条例第十五条、第三十七条"


@dataclass(frozen=True, slots=True)
class Open:
    """Fields of one kind of thing that go out, the basis, and which of them tell about a person."""

    fields: tuple[str, ...]
    basis: str
    personal: frozenset[str] = frozenset()


TERMS: Final = ("fine", "confiscation", "kinds", "other", "legal_basis", "discretion")
WHO: Final = ("name", "role", "credential", "standing")
CASE: Final[dict[str, Open]] = {
    "case": Open(
        ("reference", "agency", "title", "field", "cause", "clue_on", "source", "chart", "number", "act_on",
         "filed_on", "legal_basis", "is_complex", "public_interest", "many_relations", "closed_on", "closure_reason",
         "archived_on", "published_on"), PLATFORM, frozenset({"title"})),
    "party": Open(("name", "kind", "code", "representative"), PENALTY, frozenset({"name", "code", "representative"})),
    "assignments": Open(("from_on", "role", "to_on"), OFFICERS),
    "inquiries": Open(("kind", "held_on", "credentials_shown", "rights_told"), PLATFORM),
    "measures": Open(
        ("kind", "taken_on", "due_on", "legal_basis", "approved_by", "test_from_on", "test_to_on", "test_told_on",
         "extended_on", "ended_on"), PLATFORM, frozenset({"approved_by"})),
    "proposals": Open(("made_on", "author"), PLATFORM, frozenset({"author"})),
    "notices": Open(("served_on", "number", "method", "hearing_right", "defence_until"), PLATFORM),
    "defences": Open(("made_on", "waived", "hearing_requested", "accepted"), PLATFORM),
    "hearings": Open(
        ("requested_on", "accepted_on", "refused_reason", "designated_on", "chair_certificate", "planned_on",
         "is_public", "notice_served_on", "announced_on", "held_on", "record_signed", "reported_on", "ended_on",
         "end_reason"), PLATFORM),
    "checks": Open(("on", "outcome"), PLATFORM),
    "reviews": Open(("on", "passed", "received_on", "qualification", "first_time"), PLATFORM),
    "discussions": Open(
        ("referred_on", "held_on", "ground", "recorder", "majority", "conclusion", "reasons", "concluded_on",
         "failed_on"), PLATFORM, frozenset({"recorder"})),
    "members": Open(("post", "is_head", "present", "spoke_order", "vote", "signed"), PLATFORM),
    "decision": Open(
        ("kind", "decided_on", "decided_by", "number", "remedies", "performance", "dated_on", "sealed", "publish"),
        PENALTY, frozenset({"decided_by"})),
    "terms": Open(TERMS, PENALTY),
    "services": Open(("document", "served_on", "method"), PLATFORM),
    "payments": Open(("on", "amount", "kind", "deferred_to"), PLATFORM),
    "steps": Open(("code", "entered_on", "left_on", "outcome"), PLATFORM),
    "who": Open(WHO, OFFICERS, frozenset({"name"})),
}  # fmt: skip
ROWS: Final[dict[str, Open]] = {
    "agencies": Open(("credit_code", "name", "kind", "division", "parent", "is_active"), PLATFORM),
    "persons": Open(
        ("key", "name", "agency", "post", "establishment", "has_law_qualification", "id_number"), OFFICERS,
        frozenset({"name", "id_number"})),
    "credentials": Open(
        ("key", "number", "person", "name", "agency", "kind", "category", "fields", "area", "issuer", "valid_from",
         "valid_to", "statuses"), OFFICERS, frozenset({"name"})),
    "alarms": Open(
        ("key", "case", "agency", "rule", "severity", "sentence", "article", "on", "step", "raised_at", "state",
         "settled_at"), PLATFORM),
    "clocks": Open(("code", "opened_on", "due_on", "closed_on"), PLATFORM),
    "statuses": Open(("status", "from_on", "to_on", "article", "document", "decided_by"), OFFICERS),
}  # fmt: skip
