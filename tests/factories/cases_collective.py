"""Meetings of the leadership, as acts would leave them."""

from __future__ import annotations

from typing import Any

from cases.models import AgendaItem, Discussion, Meeting
from enforcement.organisation.models import Agency
from tests.factories.cases import day


def a_meeting(agency: Agency, **facts: Any) -> Meeting:
    """Call a meeting."""
    whole = {
        "planned_on": day("04-03"),
        "place": "三楼会议室",
        "called_on": day("04-01"),
        "called_by": "副局长1",
        **facts,
    }
    return Meeting.objects.create(agency=agency, **whole)


def an_agenda_item(meeting: Meeting, discussion: Discussion, position: int = 1) -> AgendaItem:
    """Put a case on the agenda."""
    return AgendaItem.objects.create(meeting=meeting, discussion=discussion, position=position)
