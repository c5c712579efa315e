"""Call a meeting on several cases: the agenda, and the papers sent ahead (行政处罚法第五十七条第二款; local rules)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.acting import DayOver
from cases.models import AgendaItem, Case, Discussion, Meeting
from cases.queries import open_steps
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.flowcharts.calendar.current import calendar
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency
from enforcement.web.times import say_day

DUTY = "discuss"


class NothingToDiscuss(Invalid):
    """Refuse an agenda with cases that do not wait for a meeting."""

    sentence = _("Choose cases that were referred and wait for the roll call.")


class PapersTooLate(Invalid):
    """Refuse a meeting for which the papers come later than the agency's term."""

    article = "集体讨论议事规则（参数，法律未定）"
    remedy = _("Choose a later day, or say why it is urgent.")


def waiting_for_roll(agency: Agency) -> QuerySet[Discussion]:
    """Return the discussions of an agency that stand at the roll call and are on no agenda of a meeting to come."""
    runs = open_steps().filter(node__act="convene", run__case__agency=agency).values("run")
    rows = Discussion.objects.filter(case__run__in=runs, concluded_on=None, held_on=None)
    taken = AgendaItem.objects.filter(meeting__held_on=None, meeting__failed_on=None).values("discussion")
    return rows.exclude(pk__in=taken).select_related("case__party").order_by("referred_on", "pk")


@transaction.atomic(durable=True)
def call_meeting(
    *, agency_id: int, by: Actor, at: datetime, planned_on: date, place: str, discussion_ids: Sequence[int],
    urgent_reason: str = "",
) -> Meeting:  # fmt: skip
    """Put cases on an agenda in the order given and send their papers to the members today.

    Raises:
        enforcement.errors.NotAllowed: without the duty of discussion. NothingToDiscuss, PapersTooLate: on their fields.
        cases.acting.DayOver: for a day that is over.
    """
    agency, day = Agency.objects.select_for_update().get(pk=agency_id), clock.day_of(at)
    require(by=by, duty=DUTY, agency=agency)
    if planned_on < day:
        raise DayOver(field="planned_on")
    found = {d.pk: d for d in waiting_for_roll(agency)}
    if not discussion_ids or not set(discussion_ids) <= set(found):
        raise NothingToDiscuss(field="discussion_ids")
    first = first_day(agency, day)
    if planned_on < first and not urgent_reason.strip():
        raise PapersTooLate(
            _("The members have the papers some days before: the first day is %(day)s.") % {"day": say_day(first)},
            field="planned_on",
        )
    made = Meeting.objects.create(
        agency=agency, planned_on=planned_on, place=place, called_on=day, called_by=by.name, urgent_reason=urgent_reason
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=made, discussion=found[pk], position=n) for n, pk in enumerate(discussion_ids, 1)
    )
    body = {"planned_on": planned_on, "place": place, "cases": [found[pk].case_id for pk in discussion_ids],
            "urgent_reason": urgent_reason}  # fmt: skip
    append(series=f"meeting:{made.pk}", by=by, at=at, verb="meeting.call", body=body)
    return made


def first_day(agency: Agency, sent_on: date) -> date:
    """Return the first day of a meeting whose papers are sent on a day."""
    days = legal(agency, sent_on).agenda_days
    return calendar().add_working(sent_on, days) if days else sent_on


def cases_of(meeting: Meeting) -> list[Case]:
    """Return the cases of a meeting in the order of its agenda."""
    return [item.discussion.case for item in meeting.items.select_related("discussion__case__party")]
