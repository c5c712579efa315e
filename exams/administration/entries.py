"""What this area enters elsewhere: parameters, menu, things to do, background work."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.access import signed_in
from enforcement.jobs.timetable import every
from enforcement.organisation.access import duty
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from exams.access import administers
from exams.administration import parameters
from exams.administration.desk import requests_to_decide
from exams.administration.papers import work as tickets
from exams.administration.roster import work as rosters

trains = duty("apply", "exam")


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    navigation.enter(MenuEntry("exam_training_own", _("My training"), "school", signed_in, "own", 22))
    navigation.enter(MenuEntry("exam_courses", _("Courses"), "school", trains, "manage", 54))
    navigation.enter(MenuEntry("exam_exemptions", _("Exemptions"), "certificate", trains, "manage", 55))
    navigation.enter(MenuEntry("exam_measures", _("Measures of discipline"), "gavel", administers, "manage", 56))
    worklist.enter("exams.requests", requests_to_decide)
    navigation.enter(MenuEntry("exam_sites", _("Sites and rooms"), "building", administers, "manage", 53))
    every(rosters.DAILY, rosters.CLEANING, rosters.clean)
    every(tickets.DAILY, tickets.CLEANING, tickets.clean)
