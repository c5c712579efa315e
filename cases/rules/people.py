"""Who did what in a case: the questions that several rules ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile, InquiryFact, Officer, Person
from cases.rules.held import MeasureFact
from cases.rules.saying import TRANSLATED, same

ENOUGH = 2
KINDS = frozenset({"post_kind", "establishment"})
DELIVERIES = frozenset({"notice", "service"})
BY_HAND = frozenset({"direct", "leave", "left", "lien"})
WORDS = {
    "check": _("the pre-filing check"),
    "interview": _("the interview"),
    "inspection": _("the inspection"),
    "sampling": _("the sampling"),
    "testing": _("the test"),
    "documents": _("the taking of documents"),
    "notice": _("the service of the notice"),
    "service": _("the service of a document"),
    "assignment": _("the assignment"),
    "preserve": _("the prior registration and preservation"),
    "seize": _("the seizure"),
}
MEASURED = {"preserve": "P30", "seize": "P31"}


@dataclass(frozen=True, slots=True)
class Signed:
    """A record that officers signed: what it was, when, and whether it still counts as evidence."""

    what: str
    on: date
    officers: tuple[Officer, ...]
    key: str
    step: str
    counts: bool = True

    @property
    def word(self) -> str:
        """What it was, as a text to translate."""
        return TRANSLATED + WORDS.get(self.what, WORDS["documents"])

    @property
    def signers(self) -> tuple[Officer, ...]:
        """Those who signed as officers; helpers never count (山东省行政执法监督条例第十条第三款)."""
        return tuple(o for o in self.officers if o.role == "officer")

    @property
    def valid(self) -> list[Officer]:
        """The different persons whose credential was valid that day."""
        return _different(o for o in self.signers if o.valid)

    @property
    def present(self) -> list[Officer]:
        """The different persons of the agency's own staff who signed, whatever their credential."""
        return _different(o for o in self.signers if o.fault not in KINDS)


def _different(officers: Iterable[Officer]) -> list[Officer]:
    found: list[Officer] = []
    for officer in officers:
        if not any(same(officer, other) for other in found):
            found.append(officer)
    return found


def retaken(file: CaseFile, inquiry: InquiryFact) -> bool:
    """Return whether a later inquiry of the same kind and subject was made by two officers with valid credentials."""
    return any(
        other.kind == inquiry.kind
        and other.subject == inquiry.subject
        and other.on >= inquiry.on
        and other is not inquiry
        and len(Signed("", other.on, other.officers, "", "").valid) >= ENOUGH
        for other in file.inquiries
    )


def records(file: CaseFile) -> Iterator[Signed]:
    """Yield everything that officers signed."""
    for number, inquiry in enumerate(file.inquiries):
        yield Signed(
            inquiry.kind,
            inquiry.on,
            inquiry.officers,
            f"inquiry:{inquiry.id or number}",
            "P02" if inquiry.kind == "check" else "P05",
            counts=inquiry.usable and not retaken(file, inquiry),
        )
    for number, notice in enumerate(file.notices):
        if not notice.officers and notice.method not in BY_HAND:
            continue
        yield Signed(
            "notice",
            notice.served_on,
            notice.officers,
            f"notice:{notice.id or number}",
            "P09",
            counts=notice is file.notices[-1],
        )
    for number, service in enumerate(file.services):
        if service.officers or service.method in BY_HAND:
            yield Signed("service", service.on, service.officers, f"service:{service.document}:{number}", "P16")
    for measure in file.measures:
        if measure.officers:
            yield Signed(
                measure.kind, measure.taken_on, measure.officers, measure_key(measure), MEASURED[measure.kind],
                counts=measure.ended_on is None,
            )  # fmt: skip


def measure_key(measure: MeasureFact) -> str:
    """Return what tells a measure from another of its case."""
    return f"measure:{measure.id or measure.taken_on}"


def took_part(file: CaseFile, who: Person | Officer | None) -> Signed | None:
    """Return the first record of the investigation that somebody signed, as officer or helper, or their assignment."""
    for record in records(file):
        if record.what not in DELIVERIES and any(same(who, o) for o in record.officers):
            return record
    for part in file.assignments:
        if same(who, part.officer):
            return Signed("assignment", part.from_on, (part.officer,), "assignment", "P04")
    return None


def present_officers(file: CaseFile) -> list[Officer]:
    """Return those who are assigned now."""
    return [a.officer for a in file.assignments if a.to_on is None or a.to_on > file.today]


def is_penalty(file: CaseFile) -> bool:
    """Return whether the case was decided by a penalty."""
    return file.decision is not None and file.decision.kind == "penalise"
