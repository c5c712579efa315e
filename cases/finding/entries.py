"""Finding cases and papers quickly: what this area enters elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from cases.access import case_worker
from cases.drafting.whole_file import clear as clear_files
from cases.finding.typed import clear
from enforcement.jobs.timetable import every
from enforcement.web import navigation
from enforcement.web.navigation import MenuEntry

DAILY = 1440


def enter_all() -> None:
    """Enter everything."""
    navigation.enter(MenuEntry("case_find", gettext_lazy("Search"), "search", case_worker, "work", 12))
    navigation.enter(MenuEntry("case_hearings", gettext_lazy("Hearings"), "messages", case_worker, "work", 13))
    navigation.enter(MenuEntry("case_papers", gettext_lazy("Papers of cases"), "files", case_worker, "work", 14))
    every(DAILY, "cases.typed.clear", clear)
    every(DAILY, "cases.whole_file.clear", clear_files)
