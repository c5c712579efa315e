"""A case as rules read it: frozen facts, without a database or a clock.

The same rules judge a file before an act is allowed (the act's own rows already in it, in a transaction that a refusal
undoes) and when supervisors audit what was recorded: prevention and detection are one piece of code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cases.rules import file_after as after
from cases.rules.amounts import AmountFact
from cases.rules.based import BasisFact
from cases.rules.held import MeasureFact
from cases.rules.major import MajorFact
from cases.rules.moves import MoveFact
from cases.rules.thresholds import DEFAULTS, Points
from cases.rules.weighed import FinedFact, WeighingFact
from enforcement.flowcharts.calendar.workdays import WorkCalendar
from enforcement.flowcharts.deadlines import Suspended


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who signed: ``valid`` is the credential as it stood on the day of the act, ``fault`` why not."""

    name: str
    person_id: int | None = None
    role: str = "officer"  # officer, helper
    credential: str = ""
    valid: bool = False
    fault: str = ""  # a code of certification.standing: none, expired, suspended, lost, other_agency, post_kind …
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a role that needs no credential."""

    name: str
    person_id: int | None = None
    since: date | None = None  # of a recused person: from when


@dataclass(frozen=True, slots=True)
class InquiryFact:
    """A recorded inquiry."""

    kind: str
    on: date
    officers: tuple[Officer, ...]
    subject: str = ""
    usable: bool = True
    id: int = 0


@dataclass(frozen=True, slots=True)
class AssignmentFact:
    """A person's part in the case."""

    officer: Officer
    role: str  # lead, co
    from_on: date
    to_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecusalFact:
    """A question of recusal and its answer."""

    person: Person
    asked_on: date
    decided_on: date | None = None
    granted: bool | None = None


@dataclass(frozen=True, slots=True)
class HandoverFact:
    """What one lead handed to the next; done when both signed."""

    taker: Person
    approved_on: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """A penalty as proposed, notified or decided."""

    fine: Decimal = Decimal(0)
    confiscation: Decimal = Decimal(0)
    kinds: tuple[str, ...] = ()  # codes of cases.terms.KINDS
    facts: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class NoticeFact:
    """A served prior notice."""

    served_on: date
    defence_until: date
    hearing_right: bool
    terms: Terms
    officers: tuple[Officer, ...] = ()
    method: str = "direct"
    waived_on: date | None = None
    hearing_requested_on: date | None = None
    id: int = 0
    unheard: tuple[date, ...] = ()  # days of statements that nobody rechecked


@dataclass(frozen=True, slots=True)
class HearingFact:
    """A hearing."""

    requested_on: date
    accepted_on: date | None = None
    designated_on: date | None = None
    chair: Person | None = None
    chair_certificate: str = ""
    recorder: Person | None = None
    notice_served_on: date | None = None
    announced_on: date | None = None
    is_public: bool = True
    planned_on: date | None = None
    held_on: date | None = None
    record_signed: bool = False
    refusal_note: str = ""
    reported_on: date | None = None
    ended_on: date | None = None
    end_reason: str = ""
    panel: tuple[Person, ...] = ()  # hearing officers and translators who sit now
    refused_reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckFact:
    """A case check."""

    checker: Person
    on: date
    outcome: str


@dataclass(frozen=True, slots=True)
class ReviewFact:
    """A legal review."""

    reviewer: Person
    on: date
    passed: bool
    qualification: str = ""
    first_time: bool = False
    crime: str = ""  # the head of suspected crime: none, seen, or unanswered; "" where heads are not told


@dataclass(frozen=True, slots=True)
class MemberFact:
    """A member of the roster of a discussion."""

    person: Person
    is_head: bool = False
    present: bool = False
    spoke_order: int | None = None
    vote: str = ""
    opinion: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class DiscussionFact:
    """A collective discussion."""

    referred_on: date
    held_on: date | None = None
    members: tuple[MemberFact, ...] = ()
    conclusion: str = ""
    majority: str = ""
    reasons: str = ""
    concluded_on: date | None = None
    failed_on: date | None = None
    recorder: str = ""
    roster_size: int = 0
    departs: bool = False


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """A decision."""

    kind: str
    on: date
    terms: Terms
    by: str = ""
    remedies: str = ""
    performance: str = ""
    dated_on: date | None = None
    sealed: bool = False
    number: str = ""
    publish: bool = False


@dataclass(frozen=True, slots=True)
class ServiceFact:
    """Service of a document."""

    document: str
    on: date
    officers: tuple[Officer, ...] = ()
    method: str = "direct"
    sent_on: date | None = None  # posted, or put up as a public notice


@dataclass(frozen=True, slots=True)
class ClockFact:
    """A clock of the run."""

    code: str
    opened_on: date
    due_on: date
    closed_on: date | None = None
    raw_on: date | None = None  # before it was rolled off rest days
    of: int = 90
    paused_from: date | None = None
    extensions: tuple[after.ExtensionFact, ...] = ()


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step that was entered."""

    code: str
    name: str
    entered_on: date
    left_on: date | None = None
    due_on: date | None = None
    version_number: int = 0  # of the case's own chart; 0 for a step of a chart that it calls
    outcome: str = ""
    extended: bool = False


@dataclass(frozen=True, slots=True)
class Legal:
    """Settings that the law leaves open, with the values in force for the agency (``cases/settings.py``)."""

    defence_days: int = 5
    hearing_notice_days: int = 7
    hearing_notice_clear: bool = True
    hearing_announcement_days: int = 3
    hearing_fine_person: Decimal = Decimal(10000)
    hearing_fine_organisation: Decimal = Decimal(100000)
    hearing_confiscation_person: Decimal = Decimal(10000)
    hearing_confiscation_organisation: Decimal = Decimal(100000)
    business_counts_as_person: bool = True
    chair_needs_certificate: bool = True
    hearing_resume_days: int = 7
    quorum_share: tuple[int, int] = (2, 3)
    quorum_min: int = 3
    discussion_mode: str = "head_with_reasons"  # or "majority"
    reasons_min_length: int = 20
    discuss_when_heard: bool = True
    discuss_from_fine: Decimal | None = None
    review_from_fine: Decimal | None = None
    review_days: int = 10
    agenda_days: int = 0
    minutes_days: int = 1
    quorum_counts_recused: bool = False
    discuss_departures: bool = True
    publish_days: int = 7
    service_days: int = 7
    closure_days: int = 15
    recusal_days: int = 3
    recording_days: int = 1
    filing_days: int = 15
    filing_extension_days: int = 15
    decision_days: int = 90
    hearing_request_days: int = 5
    hearing_accept_days: int = 5
    hearing_hold_days: int = 20
    hearing_report_days: int = 10
    suspension_counts_as_heavy: bool = True
    preserve_days: int = 7
    seize_days: int = 30
    seize_extension_days: int = 30
    limitation_years: int = 2
    limitation_long_years: int = 5
    departure_blocks: bool = True
    on_spot_person: Decimal = Decimal(200)
    on_spot_organisation: Decimal = Decimal(3000)
    withdrawal_days: int = 3
    payment_days: int = 15
    surcharge_percent: Decimal = Decimal(3)
    cash_days: int = 2
    demand_days: int = 10
    court_months: int = 3
    reconsideration_days: int = 60
    litigation_months: int = 6
    litigation_after_days: int = 15
    transfer_approval_days: int = 3
    transfer_send_hours: int = 24
    hand_over_days: int = 3
    number_style: str = "plain"  # plain 〔2026〕12号, or with_di 〔2026〕第12号
    name_masking: str = "surname"  # surname 张某, or full, or hidden
    norms_complete: bool = False  # what is cited and not registered raises an alarm
    archive_days: int = 30
    points: Mapping[str, Points] = field(default_factory=lambda: DEFAULTS, hash=False)  # of each rule on a term


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything a rule may read of one case, as of ``today``."""

    calendar: WorkCalendar
    today: date
    legal: Legal = field(default_factory=Legal)
    hearing_amounts: tuple[AmountFact, ...] = ()
    major: tuple[MajorFact, ...] = ()
    extended: int = 0  # how often the term of the decision was extended in time
    disputed: str = ""  # how a disagreement with the review was settled: open, head, discussion
    agency: str = ""
    field_code: str = ""
    party_kind: str = "organisation"
    clue_on: date | None = None
    filed_on: date | None = None
    act_on: date | None = None
    act_ended_on: date | None = None  # of a continuing act
    five_years: bool = False  # life, health or financial safety, with harm
    is_complex: bool = False
    public_interest: bool = False
    many_relations: bool = False
    is_outside: bool = False
    told: frozenset[str] = frozenset()  # of an outside record: the parts that it keeps beyond those that all have
    crime_sign: bool | None = None  # of an outside record: whether signs of a crime were seen; None for not answered
    chart: str = "P"
    version_number: int = 0
    charted: tuple[str, ...] = ()  # codes of the steps that the pinned version has on every way to where the case is
    assignments: tuple[AssignmentFact, ...] = ()
    recused: tuple[Person, ...] = ()
    recusals: tuple[RecusalFact, ...] = ()
    handovers: tuple[HandoverFact, ...] = ()
    recordings: tuple[after.RecordingFact, ...] = ()
    check_extended_on: date | None = None
    check_pauses: tuple[Suspended, ...] = ()  # spans of the check before filing that do not count
    inquiries: tuple[InquiryFact, ...] = ()
    measures: tuple[MeasureFact, ...] = ()
    proposals: tuple[Terms, ...] = ()
    notices: tuple[NoticeFact, ...] = ()
    hearings: tuple[HearingFact, ...] = ()
    checks: tuple[CheckFact, ...] = ()
    reviews: tuple[ReviewFact, ...] = ()
    discussions: tuple[DiscussionFact, ...] = ()
    decision: DecisionFact | None = None
    services: tuple[ServiceFact, ...] = ()
    weighing: WeighingFact | None = None
    fined: tuple[FinedFact, ...] = ()
    payments: tuple[after.PaymentFact, ...] = ()
    plan: tuple[after.InstalmentFact, ...] = ()  # the parts of deferred payments, plan by plan
    demands: tuple[after.DemandFact, ...] = ()
    enforcements: tuple[after.EnforcementFact, ...] = ()
    remedies: tuple[after.RemedyFact, ...] = ()
    transfers: tuple[after.TransferFact, ...] = ()
    published_on: date | None = None
    withdrawn_on: date | None = None
    published_private: bool = False  # the published text holds the party's private facts
    closed_on: date | None = None
    archived_on: date | None = None
    performed_on: date | None = None
    clocks: tuple[ClockFact, ...] = ()
    steps: tuple[StepFact, ...] = ()
    moves: tuple[MoveFact, ...] = ()
    bases: tuple[BasisFact, ...] = ()

    @property
    def investigators(self) -> tuple[Officer, ...]:
        """Everybody who signed any inquiry of the case or was assigned to it."""
        return (*(o for i in self.inquiries for o in i.officers), *(a.officer for a in self.assignments))

    def tells(self, part: str) -> bool:
        """Return whether the file would hold a part if there was one: an outside record may not keep it."""
        return not self.is_outside or part in self.told

    @property
    def heard(self) -> bool:
        """Whether a hearing was requested in this case and not withdrawn before it was held."""
        return any(h.held_on is not None for h in self.hearings)
