"""The record of a case handled elsewhere: its shape, and how it is read from JSON.

A file is one JSON object with the fields of :class:`OutsideCase`; days are ``YYYY-MM-DD``, amounts numbers or texts,
what is unknown is left out. Persons are ``{"username": …}`` of this system, whose credential is judged by the register
here whatever the record says, or only ``{"name": …}``; then ``standing`` says how it stood that day: ``valid``, or a
code of :mod:`certification.standing` such as ``expired`` or ``post_kind``. Unknown fields are refused, so that nothing
is lost in silence.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from django.utils.translation import gettext_lazy as _

from cases import outside_after as after
from cases import outside_words as words
from cases.outside_texts import reader_of
from enforcement.errors import Invalid

Shape = TypeVar("Shape")


class ImportRefused(Invalid):
    """Refuse a record, naming the field at fault (such as ``inquiries[0].held_on``)."""

    sentence = _("This record cannot be taken in.")


@dataclass(frozen=True)
class Who:
    """A person: by user name, or by name only."""

    username: str = ""
    name: str = ""
    role: str = ""
    credential: str = ""
    standing: words.Standing = ""


@dataclass(frozen=True)
class OutsideParty:
    """The party."""

    name: str
    kind: str = "organisation"
    code: str = ""
    phone: str = ""
    address: str = ""
    representative: str = ""


@dataclass(frozen=True)
class OutsideAssignment:
    """Somebody's part in the case."""

    who: Who
    from_on: date
    role: words.Part = "co"
    to_on: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class OutsideInquiry:
    """A recorded inquiry with those who signed it (role ``officer`` or ``helper``)."""

    kind: str
    held_on: date
    officers: tuple[Who, ...]
    summary: str = ""
    place: str = ""
    subject: str = ""
    credentials_shown: bool = True
    rights_told: bool = True


@dataclass(frozen=True)
class OutsideMeasure:
    """Preservation or seizure."""

    kind: str
    taken_on: date
    due_on: date | None = None
    items: str = ""
    legal_basis: str = ""
    approved_by: str = ""
    taken_at: datetime | None = None
    is_urgent: bool = False
    regularised_at: datetime | None = None
    list_signed: bool = True
    list_note: str = ""
    test_from_on: date | None = None
    test_to_on: date | None = None
    test_told_on: date | None = None
    extended_on: date | None = None
    extension_reason: str = ""
    ended_on: date | None = None
    disposition: str = ""
    officers: tuple[Who, ...] = ()


@dataclass(frozen=True)
class OutsideTerms:
    """A penalty."""

    fine: Decimal = Decimal(0)
    confiscation: Decimal = Decimal(0)
    kinds: tuple[words.Penalty, ...] = ()
    other: str = ""
    facts: str = ""
    legal_basis: str = ""
    discretion: str = ""


@dataclass(frozen=True)
class OutsideProposal:
    """What the investigation proposed."""

    made_on: date
    terms: OutsideTerms
    author: str = ""


@dataclass(frozen=True)
class OutsideDefence:
    """What the party said."""

    made_on: date
    text: str = ""
    waived: bool = False
    hearing_requested: bool = False
    accepted: bool | None = None
    recheck: str = ""


@dataclass(frozen=True)
class OutsideNotice:
    """A prior notice."""

    served_on: date
    terms: OutsideTerms
    number: str = ""
    method: words.Method = "direct"
    hearing_right: bool = False
    defence_until: date | None = None
    officers: tuple[Who, ...] = ()
    defences: tuple[OutsideDefence, ...] = ()


@dataclass(frozen=True)
class OutsideHearing:
    """A hearing."""

    requested_on: date
    accepted_on: date | None = None
    refused_reason: str = ""
    designated_on: date | None = None
    chair: Who | None = None
    chair_certificate: str = ""
    recorder: Who | None = None
    panel: tuple[Who, ...] = ()
    place: str = ""
    planned_on: date | None = None
    is_public: bool = True
    notice_served_on: date | None = None
    announced_on: date | None = None
    held_on: date | None = None
    record: str = ""
    record_signed: bool = False
    refusal_note: str = ""
    reported_on: date | None = None
    report: str = ""
    ended_on: date | None = None
    end_reason: words.End = ""


@dataclass(frozen=True)
class OutsideCheck:
    """A case check."""

    who: Who
    on: date
    outcome: str = "agreed"
    opinion: str = ""


@dataclass(frozen=True)
class OutsideReview:
    """A legal review."""

    who: Who
    on: date
    passed: bool
    received_on: date | None = None
    qualification: str = ""
    first_time: bool = False
    opinion: str = ""
    crime_sign: bool | None = None


@dataclass(frozen=True)
class OutsideMember:
    """A member of a discussion."""

    who: Who
    post: str = ""
    is_head: bool = False
    present: bool = True
    spoke_order: int | None = None
    opinion: str = ""
    vote: words.Vote = ""
    signed: bool = False


@dataclass(frozen=True)
class OutsideDiscussion:
    """A collective discussion."""

    referred_on: date
    held_on: date | None = None
    ground: str = ""
    members: tuple[OutsideMember, ...] = ()
    recorder: str = ""
    majority: words.Vote = ""
    conclusion: words.Vote = ""
    reasons: str = ""
    concluded_on: date | None = None
    failed_on: date | None = None


@dataclass(frozen=True)
class OutsideDecision:
    """The decision."""

    kind: words.Decided
    decided_on: date
    terms: OutsideTerms
    decided_by: str = ""
    number: str = ""
    remedies: str = ""
    performance: str = ""
    dated_on: date | None = None
    sealed: bool = False
    publish: bool = False


@dataclass(frozen=True)
class OutsideService:
    """Service of a document."""

    document: str
    served_on: date
    method: words.Method = "direct"
    receiver: str = ""
    officers: tuple[Who, ...] = ()
    sent_on: date | None = None


@dataclass(frozen=True)
class OutsidePayment:
    """Money received, or (kind ``deferred``) a later day to pay that was granted on a day."""

    on: date
    amount: Decimal
    kind: words.Money = "paid"
    receipt: str = ""
    channel: words.Channel = ""
    ground: words.Collected = ""
    handed_in_on: date | None = None
    banked_on: date | None = None
    deferred_to: date | None = None


@dataclass(frozen=True)
class OutsideStep:
    """A step of the procedure, by its code on the flowchart."""

    code: str
    entered_on: date
    left_on: date | None = None
    outcome: str = ""
    people: tuple[Who, ...] = ()


@dataclass(frozen=True)
class OutsideCase:
    """A case handled elsewhere. ``agency`` is the credit code; without ``steps`` they are told from the facts."""

    reference: str
    agency: str
    title: str
    field: str
    cause: str
    party: OutsideParty
    clue_on: date
    source: str = "inspection"
    chart: str = "P"
    number: str = ""
    summary: str = ""
    place: str = ""
    act_on: date | None = None
    filed_on: date | None = None
    legal_basis: str = ""
    is_complex: bool = False
    public_interest: bool = False
    many_relations: bool = False
    assignments: tuple[OutsideAssignment, ...] = ()
    recused: tuple[Who, ...] = ()
    inquiries: tuple[OutsideInquiry, ...] = ()
    measures: tuple[OutsideMeasure, ...] = ()
    proposals: tuple[OutsideProposal, ...] = ()
    notices: tuple[OutsideNotice, ...] = ()
    hearings: tuple[OutsideHearing, ...] = ()
    checks: tuple[OutsideCheck, ...] = ()
    reviews: tuple[OutsideReview, ...] = ()
    discussions: tuple[OutsideDiscussion, ...] = ()
    decision: OutsideDecision | None = None
    services: tuple[OutsideService, ...] = ()
    published_on: date | None = None
    payments: tuple[OutsidePayment, ...] = ()
    closed_on: date | None = None
    closure_reason: str = ""
    archived_on: date | None = None
    steps: tuple[OutsideStep, ...] = ()
    act_ended_on: date | None = None
    limitation_ground: words.Harm = ""
    check_extended_on: date | None = None
    recusals: tuple[after.OutsideRecusal, ...] = ()
    handovers: tuple[after.OutsideHandover, ...] | None = None
    recordings: tuple[after.OutsideRecording, ...] | None = None
    crime_sign: bool | None = None
    crime_sign_asked: bool = False
    weighing: after.OutsideWeighing | None = None
    extensions: tuple[after.OutsideExtension, ...] = ()
    pauses: tuple[after.OutsidePause, ...] = ()
    published_party: str = ""
    published_text: str = ""
    withdrawn_on: date | None = None
    demands: tuple[after.OutsideDemand, ...] = ()
    enforcements: tuple[after.OutsideEnforcement, ...] = ()
    remedies: tuple[after.OutsideRemedy, ...] = ()
    transfers: tuple[after.OutsideTransfer, ...] = ()


def read(data: object, shape: type[Shape], path: str = "") -> Shape:
    """Return a record of a shape from what JSON holds.

    Raises:
        ImportRefused: naming the field that is missing, unknown or of the wrong kind.
    """
    if not isinstance(data, Mapping):
        raise ImportRefused(_("An object with named fields is expected here."), field=path or "file")
    known = {f.name: f for f in fields(shape)}  # type: ignore[arg-type]
    for name in data:
        if name not in known:
            raise ImportRefused(_("There is no such field in the format."), field=_at(path, str(name)))
    given = {}
    hints = get_type_hints(shape)
    for name, one in known.items():
        if name in data:
            given[name] = _value(data[name], hints[name], _at(path, name))
        elif one.default is MISSING:
            raise ImportRefused(_("This field is missing."), field=_at(path, name))
    return shape(**given)


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _value(given: object, kind: Any, path: str) -> Any:
    if get_origin(kind) in {Union, types.UnionType}:
        return None if given is None else _value(given, get_args(kind)[0], path)
    if get_origin(kind) is tuple:
        if not isinstance(given, list):
            raise ImportRefused(_("A list is expected here."), field=path)
        return tuple(_value(one, get_args(kind)[0], f"{path}[{i}]") for i, one in enumerate(given))
    if kind in {str, bool, int}:
        if type(given) is not kind:
            raise ImportRefused(_("Another kind of value is expected here."), field=path)
        return given
    reader = reader_of(kind)
    if reader is None:
        return read(given, kind, path)
    try:
        return reader[0](str(given))
    except (ValueError, InvalidOperation):
        raise ImportRefused(reader[1], field=path) from None
