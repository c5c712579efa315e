"""Issue a letter: to urge an organ that fails to act (V05), or on what is illegal or improper (V06)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.documents.layout import chinese_day
from cases.numbering import take_number
from cases.rules.time import plain
from cases.supervision.matters.acting import SUPERVISE, leave, lock, needed, set_due
from cases.supervision.matters.double_track import refuse_double_track
from cases.supervision.matters.kinds import KINDS, LetterKind, NotInForce
from cases.supervision.matters.models import Correction, Letter, Matter
from cases.supervision.matters.papers import keep_letter
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

STEPS: Final = {"urging": "issue_urging", "opinion": "issue_opinion", "notice": "issue_opinion"}
PROCEDURE: Final = "行政程序规定"
_REPORT: Final = "请于{}前改正，并将纠正情况连同证据材料书面反馈本单位。"
ASKED: Final = {
    "urging": _REPORT, "opinion": _REPORT,
    "notice": "根据《山东省行政程序规定》第一百二十八条，"
    "请自行纠正上述违反程序规定的行为，并于{}前将处理结果连同证据材料书面报告本单位。",
}  # fmt: skip
OBJECT: Final = "对本文书有异议的，可以在上述期限内书面向本单位提出并说明理由，本单位将及时复核。"


class NotUsed(Refusal):
    """Refuse a kind of letter that this supervising body does not issue."""

    sentence = _("The supervising body does not issue this kind of letter.")
    remedy = _("Issue an opinion letter, or have the setting of the notice changed.")


class NoRuleOfProcedure(Invalid):
    """Refuse a notice of supervision that names no rule of procedure."""

    sentence = _("A notice of supervision names the rule of procedure that was broken.")
    article = "山东省行政程序规定第一百二十八条"
    remedy = _(
        "Write the name of the rules of procedure and the article; for a breach of other law issue an opinion letter."
    )


@transaction.atomic(durable=True)
def issue_letter(
    *, matter_id: int, by: Actor, at: datetime, kind: str, text: str, demands: str, basis: str = "",
    due_on: date | None = None,
) -> Letter:  # fmt: skip
    """Issue an urging or opinion letter, or a notice where it is used; each line of ``demands`` becomes a correction.

    Raises:
        cases.supervision.matters.kinds.NotInForce: before the letter was law. TextMissing, Invalid: on their fields.
        cases.supervision.matters.double_track.DoubleTrack, JudgedAlready: for all but an urging letter, as named.
        NotUsed, NoRuleOfProcedure: for a notice, as named.
        cases.numbering.NoSign: if the supervising body has no sign.
    """
    matter = lock(matter_id, STEPS[kind], by=by, at=at, duty=SUPERVISE)
    if kind == Letter.Kind.NOTICE:
        _check_notice(matter, basis or matter.finding_basis, clock.day_of(at))
    if kind != Letter.Kind.URGING:  # it weighs the very act that the other organ weighs
        refuse_double_track(matter.case, on=clock.day_of(at))
    letter, sort = make_letter(
        matter, kind, signed=matter.body, text=text, basis=basis or matter.finding_basis, due_on=due_on, by=by, at=at
    )  # fmt: skip
    asked = demand(letter, demands.splitlines())
    ask = ASKED[kind].format(chinese_day(letter.due_on))
    paragraphs = ["一、存在的问题", *letter.text.splitlines(), "二、依据", letter.basis, "三、要求", *asked, ask,
                  OBJECT]  # fmt: skip
    keep_letter(matter, sort.paper, sort.title_zh, letter.number, paragraphs, signed=matter.body, on=letter.issued_on,
                addressee=matter.agency.name, by=by, at=at, letter=letter)  # fmt: skip
    body = {"letter": letter.number, "kind": kind, "due_on": letter.due_on, "demands": asked}
    leave(matter, STEPS[kind], by=by, at=at, outcome="issued", role=SUPERVISE, body=body)
    set_due(matter, letter.due_on)
    return letter


def uses(kind: str, matter: Matter, on: date) -> bool:
    """Return whether a kind of letter is issued to the organ at all: some are only where a setting says so."""
    setting = KINDS[kind].used
    return not setting or bool(value(setting, agency=matter.agency, on=on))


def _check_notice(matter: Matter, basis: str, on: date) -> None:
    if not uses("notice", matter, on):
        raise NotUsed
    if PROCEDURE not in basis:
        raise NoRuleOfProcedure(field="basis")


def make_letter(
    matter: Matter, kind: str, *, signed: Agency, text: str, basis: str, due_on: date | None, by: Actor, at: datetime,
    **more: str,
) -> tuple[Letter, LetterKind]:  # fmt: skip
    """Number a letter of a kind that is law on the day, and keep its row."""
    sort, day = KINDS[kind], clock.day_of(at)
    if not sort.in_force(day):
        raise NotInForce
    due = due_on or term_of(kind, matter, day)
    if due <= day:
        raise Invalid(_("The term must end after today."), field="due_on")
    made = Letter.objects.create(
        matter=matter, kind=kind, number=take_number(agency=signed, kind=sort.sign, on=day), text=needed(text, "text"),
        basis=needed(basis, "basis"), issued_on=day, due_on=due, issued_by_id=by.person_id or 0, issued_by_name=by.name,
        **more,
    )  # fmt: skip
    return made, sort


def term_of(kind: str, matter: Matter, on: date) -> date:
    """Return the last day to answer a letter of a kind issued that day, unless it names another."""
    return plain(on, value(KINDS[kind].term, agency=matter.agency, on=on), calendar()).due_on


def demand(letter: Letter, lines: Iterable[str]) -> list[str]:
    """Keep each thing that the letter asks for as a correction, and return them numbered.

    Raises:
        Invalid: if it asks for nothing.
    """
    asked = [line.strip() for line in lines if line.strip()]
    if not asked:
        raise Invalid(_("Write what must be corrected, one thing a line."), field="demands")
    Correction.objects.bulk_create(
        Correction(matter=letter.matter, letter=letter, agency=letter.matter.agency, what=one, due_on=letter.due_on)
        for one in asked
    )
    return [f"（{n}）{one}" for n, one in enumerate(asked, start=1)]
