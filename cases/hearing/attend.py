"""Note who attends a session, and who leaves it (行政处罚法第六十四条第五、六项)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.hearing.sitting import require_keeper
from cases.hearings import hearing_of
from cases.models import HearingAttendee
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound

AGENTS = 2


class TooManyAgents(Invalid):
    """Refuse a third agent."""

    sentence = _("The party may be represented by one or two agents.")
    article = "中华人民共和国行政处罚法第六十四条第五项"
    remedy = _("Ask the party which two speak for it.")


class HereAlready(Invalid):
    """Refuse to note somebody twice."""

    sentence = _("This person is noted already.")


@transaction.atomic(durable=True)
def attend(*, case_id: int, by: Actor, at: datetime, role: str, name: str, authority: str = "") -> HearingAttendee:
    """Note somebody who attends; an agent comes with a general or an express authority in writing.

    Raises:
        cases.hearing.sitting.NotSeated: for anyone but chair and recorder. TooManyAgents, HereAlready: on their fields.
    """
    case = lock(case_id)
    require_open(case, "hold_hearing")
    hearing = hearing_of(case)
    require_keeper(hearing, by)
    here = hearing.attendees.filter(session=hearing.session)
    if here.filter(role=role, name=name.strip()).exists():
        raise HereAlready(field="name")
    agent = role == HearingAttendee.Role.AGENT
    if agent and here.filter(role=role, left_at=None).count() >= AGENTS:
        raise TooManyAgents(field="role")
    made = HearingAttendee.objects.create(
        hearing=hearing, session=hearing.session, role=role, name=name.strip(), arrived_at=at,
        authority=(authority or HearingAttendee.Authority.GENERAL) if agent else "",
    )  # fmt: skip
    body = {"role": role, "name": made.name, "authority": made.authority, "session": made.session}
    note(case, act="attend_hearing", by=by, at=at, body=body)
    return made


@transaction.atomic(durable=True)
def leave(*, case_id: int, by: Actor, at: datetime, attendee_id: int) -> HearingAttendee:
    """Note that somebody left before the end; where the party leaves without leave the hearing ends as waived.

    Raises:
        cases.hearing.sitting.NotSeated: for anyone but chair and recorder. NotFound: for nobody here.
    """
    case = lock(case_id)
    require_open(case, "hold_hearing")
    hearing = hearing_of(case)
    require_keeper(hearing, by)
    found = hearing.attendees.filter(pk=attendee_id, session=hearing.session, left_at=None).first()
    if found is None:
        raise NotFound
    found.left_at = at
    found.save(update_fields=["left_at"])
    note(case, act="leave_hearing", by=by, at=at, body={"role": found.role, "name": found.name})
    return found
