"""Register a clue (P01, 行政处罚法第五十四条): the case, its party and its run on the published chart begin here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, close_step
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case, Clue, Party
from cases.numbering import CLUE, take_number
from cases.staffing.duplicates import like_cases
from certification.fields import FIELDS
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.flowcharts.engine.begin import begin
from enforcement.organisation.duties.holding import require
from enforcement.organisation.identifiers import credit_code_fault, id_number_fault
from enforcement.organisation.models import Agency
from enforcement.organisation.secrecy import fingerprint, seal

CHART: Final = "P"
SENT: Final = frozenset({"referral", "assigned"})
SOURCES: Final = {"inspection": "检查", "complaint": "投诉举报", "referral": "移送", "assigned": "交办"}


class CodeWrong(Invalid):
    """Refuse an identifier whose check digit does not fit."""

    sentence = _("This number does not check: a digit is wrong or missing.")
    remedy = _("Compare it with the identity card or the business licence.")


class FieldNotHere(Invalid):
    """Refuse a field in which the agency does not enforce."""

    sentence = _("The agency does not enforce in this field.")
    remedy = _("Choose another field, or refer the clue to the agency in charge.")


class LikeCaseKnown(Invalid):
    """Refuse a clue that may be a known case until somebody says that it is another matter."""

    def __init__(self, numbers: list[str]) -> None:
        super().__init__(
            _("The same matter may have been registered within the last 90 days: %(numbers)s.")
            % {"numbers": "、".join(numbers)},
            article="中华人民共和国行政处罚法第二十九条",
            remedy=_("Open that case; if this is another matter, tick that it is."),
            field="another_matter",
        )


class SenderMissing(Invalid):
    """Refuse a clue that was referred or ordered without who sent it."""

    sentence = _("Name the agency that referred the clue or ordered it to be handled.")
    remedy = _("Write its name, the number of its letter and by when it wants an answer.")


class TermPassed(Invalid):
    """Refuse a term that had passed when the clue came."""

    sentence = _("The term for the answer lies before the day of the clue.")


@transaction.atomic(durable=True)
def register_clue(
    *,
    agency_id: int,
    by: Actor,
    at: datetime,
    source: str,
    field: str,
    cause: str,
    summary: str,
    party_kind: str,
    party_name: str,
    party_code: str = "",
    party_phone: str = "",
    party_address: str = "",
    representative: str = "",
    clue_on: date | None = None,
    act_on: date | None = None,
    place: str = "",
    title: str = "",
    another_matter: bool = False,
    sender: str = "",
    document: str = "",
    answer_due_on: date | None = None,
    reporter: str = "",
    reporter_contact: str = "",
) -> Case:
    """Register a clue, take its number and hand it to the check before filing.

    ``party_kind`` is person, business or organisation; ``party_code`` the identification number or credit code.

    Raises:
        NotAllowed: without the duty of intake. CodeWrong, FieldNotHere: on their fields.
        LikeCaseKnown: for a like clue of the last ninety days unless ``another_matter``.
        enforcement.flowcharts.engine.begin.NoPublishedChart: if no chart is in force.
    """
    agency = _agency(agency_id)
    require(by=by, duty="intake", agency=agency)
    day = checked_day(clue_on, at=at, field="clue_on")
    code = party_code.strip().upper()
    check_party(agency, field, party_kind, code)
    _check_sender(source, sender, answer_due_on, day)
    known = like_cases(agency=agency, name=party_name, code=code, cause=cause, place=place, on=day)
    if not another_matter and known:
        raise LikeCaseKnown([str(like) for like in known])
    facts = ClueFacts(
        field, source, cause, summary, party_kind, party_name, code, party_phone, party_address, representative, act_on,
        place, title, sender, document, answer_due_on, reporter, reporter_contact,
    )  # fmt: skip
    return enter_clue(agency, facts, by=by, at=at, on=day, body={"another_matter": another_matter and bool(known)})


@dataclass(frozen=True)
class ClueFacts:
    """What a clue tells, as :func:`register_clue` takes it."""

    field: str
    source: str
    cause: str
    summary: str
    party_kind: str
    party_name: str
    party_code: str = ""
    party_phone: str = ""
    party_address: str = ""
    representative: str = ""
    act_on: date | None = None
    place: str = ""
    title: str = ""
    sender: str = ""
    document: str = ""
    answer_due_on: date | None = None
    reporter: str = ""
    reporter_contact: str = ""


def enter_clue(agency: Agency, clue: ClueFacts, *, by: Actor, at: datetime, on: date, body: dict[str, Any]) -> Case:
    """Open the case of a clue on the general procedure and leave P01, in the transaction of the act that finds it."""
    case = Case.objects.create(
        agency=agency, clue_number=take_number(agency=agency, kind=CLUE, on=on), field=clue.field, source=clue.source,
        title=(clue.title or f"{clue.party_name}{clue.cause}案")[:120], cause=clue.cause, summary=clue.summary,
        place=clue.place, act_on=clue.act_on, clue_on=on, registered_at=at,
    )  # fmt: skip
    Party.objects.create(
        case=case, kind=clue.party_kind, name=clue.party_name, code_sealed=seal(clue.party_code),
        code_fingerprint=fingerprint(clue.party_code), phone_sealed=seal(clue.party_phone),
        address_sealed=seal(clue.party_address), representative=clue.representative,
    )  # fmt: skip
    Clue.objects.create(
        case=case, sender=clue.sender, document=clue.document, answer_due_on=clue.answer_due_on,
        reporter_sealed=seal(clue.reporter), contact_sealed=seal(clue.reporter_contact),
    )  # fmt: skip
    case.run = begin(
        agency=agency, code=CHART, series=case.series, by=by, at=at, facts={"publish": False, "heard": False},
        events={"clue": on}, body={"clue_number": case.clue_number, "source": clue.source, "cause": clue.cause},
        verb="case.begin",
    )  # fmt: skip
    case.save(update_fields=["run"])
    keep_clue(case, by, at, sender=clue.sender, known=bool(clue.reporter or clue.reporter_contact))
    close_step(
        case, act="register_clue", by=by, at=at, outcome="registered", body={"number": case.clue_number, **body}
    )  # fmt: skip
    return case


def _agency(agency_id: int) -> Agency:
    found = Agency.objects.filter(pk=agency_id).first()
    if found is None:
        raise NotFound
    return found


def check_party(agency: Agency, field: str, party_kind: str, code: str) -> None:
    """Refuse a field in which the agency does not enforce, and an identifier that does not check.

    Raises:
        FieldNotHere, CodeWrong: on their fields.
    """
    if field not in FIELDS or (agency.fields and field not in agency.fields):
        raise FieldNotHere(field="field")
    fault = id_number_fault if party_kind == Party.Kind.PERSON else credit_code_fault
    if code and fault(code):
        raise CodeWrong(field="party_code")


def _check_sender(source: str, sender: str, answer_due_on: date | None, day: date) -> None:
    if source in SENT and not sender.strip():
        raise SenderMissing(field="sender")
    if answer_due_on is not None and answer_due_on < day:
        raise TermPassed(field="answer_due_on")


def keep_clue(case: Case, by: Actor, at: datetime, *, sender: str = "", known: bool = False) -> None:
    """Keep the registration sheet of a clue."""
    keep_sheet(
        case=case, code="AY", by=by, at=at, step="P01", number=case.clue_number,
        rows=[
            ("案件来源", f"{SOURCES[case.source]}（{sender}）" if sender else SOURCES[case.source]),
            *([("举 报 人", "信息已密封保存")] if known else []),
            ("发现日期", chinese_day(case.clue_on)), ("地　　点", case.place),
            ("内　　容", case.summary),
        ],
    )  # fmt: skip
