"""What status enters elsewhere: its work in the timetable, its page in the menu, its alarm on the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from certification.status import jobs, office
from enforcement.jobs.timetable import every
from enforcement.organisation.access import duty
from enforcement.web import worklist
from enforcement.web.navigation import MenuEntry, enter


def enter_all() -> None:
    """Enter everything."""
    every(jobs.EVERY_MINUTES, jobs.DUE, jobs.due)
    enter(MenuEntry("status_office", _("Status lists"), "list-check", duty(*sorted(office.DUTIES)), "manage", 64))
    worklist.enter("status", office.to_do)
