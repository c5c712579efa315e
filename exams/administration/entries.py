"""What this area enters elsewhere: parameters, menu, things to do, background work."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.jobs.timetable import every
from enforcement.web import navigation
from enforcement.web.navigation import MenuEntry
from exams.access import administers
from exams.administration import parameters
from exams.administration.papers import work as tickets
from exams.administration.roster import work as rosters


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    navigation.enter(MenuEntry("exam_sites", _("Sites and rooms"), "building", administers, "manage", 53))
    every(rosters.DAILY, rosters.CLEANING, rosters.clean)
    every(tickets.DAILY, tickets.CLEANING, tickets.clean)
