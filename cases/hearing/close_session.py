"""Close, suspend or end a session that was kept on the tablet: its record is put together from its parts."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock
from cases.hearing.sections import SECTIONS
from cases.hearing.transcript import attendance_of, text_of
from cases.hearings import hearing_of
from cases.hold_hearing import require_chair, write_session
from cases.models import Hearing, HearingAttendee
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal

PARTY_SIDE = (HearingAttendee.Role.PARTY, HearingAttendee.Role.AGENT)


class PartEmpty(Invalid):
    """Refuse to close a hearing in which a part was left out that the law asks for."""

    article = "中华人民共和国行政处罚法第六十四条第七项"
    remedy = _("Write what was said there, or that the one who could speak had nothing to say.")


class NobodyHere(Invalid):
    """Refuse to close a hearing that one of the two sides did not attend."""

    sentence = _("Note who attends: the party or its agent, and an officer who investigated.")
    article = "中华人民共和国行政处罚法第六十四条"
    remedy = _("If the party did not come, end the hearing with that ground.")


class AuthorityMissing(Refusal):
    """Refuse that an agent withdraws the request without express authority."""

    sentence = _("An agent may withdraw the request only with express authority, and nobody here has it.")
    article = "市场监督管理行政处罚听证办法第十五条"
    remedy = _("Let the party itself declare it, or let the agent bring an express authority.")


@transaction.atomic(durable=True)
def close_session(
    *, case_id: int, by: Actor, at: datetime, outcome: Literal["closed", "adjourned", "ended"] = "closed",
    reason: str = "",
) -> Hearing:  # fmt: skip
    """Put the record together and leave the step; a closed one is cut into pages to be signed.

    Raises:
        PartEmpty, NobodyHere: where something is missing. AuthorityMissing: for a withdrawal by an agent.
        and as :func:`cases.hold_hearing.hold_hearing`.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    require_chair(hearing, by)
    if outcome == "closed":
        _check_whole(hearing)
    if outcome == "ended" and reason == "withdrawn":
        _check_authority(hearing)
    return write_session(
        case, hearing, by=by, at=at, held_on=clock.day_of(at), attendance=attendance_of(hearing),
        record=text_of(hearing), outcome=outcome, reason=reason, session=hearing.session,
    )  # fmt: skip


def _check_whole(hearing: Hearing) -> None:
    here = set(hearing.attendees.values_list("role", flat=True))
    if not here & set(PARTY_SIDE) or HearingAttendee.Role.INVESTIGATOR not in here:
        raise NobodyHere(field="outcome")
    written = set(hearing.sections.exclude(text="").values_list("code", flat=True))
    for section in SECTIONS:
        if section.needed and section.code not in written:
            raise PartEmpty(
                _("The record says nothing in the part “%(part)s”.") % {"part": section.title}, field="outcome"
            )


def _check_authority(hearing: Hearing) -> None:
    here = hearing.attendees.filter(session=hearing.session, role__in=PARTY_SIDE, left_at=None)
    if here.exists() and not (
        here.filter(role=HearingAttendee.Role.PARTY).exists()
        or here.filter(authority=HearingAttendee.Authority.SPECIAL).exists()
    ):
        raise AuthorityMissing(field="reason")
