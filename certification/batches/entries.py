"""What batches enter elsewhere: their place in the menu, their work, the check of the address on cards."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from certification.batches import address, files, work  # noqa: F401 (registers the work and the check)
from enforcement.jobs.timetable import every
from enforcement.organisation.access import duty
from enforcement.web import navigation
from enforcement.web.navigation import MenuEntry


def enter_all() -> None:
    """Enter everything."""
    navigation.enter(MenuEntry("batch_list", _("Batches of cards"), "stack-2", duty("issue"), "work", 63))
    every(files.DAILY, files.CLEANING, files.clean)
