"""Yearly reports, and the work of the law office.

What it enters elsewhere.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.yearly import open_data, parameters, todo
from cases.yearly.access import works_on_reports
from enforcement.access import public
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry


def enter_all() -> None:
    """Enter settings, menu, to-do items and open data."""
    parameters.declare_all()
    label, shown = _("Yearly reports and law office"), _("Yearly statistics")
    navigation.enter(MenuEntry("yearly_reports", label, "report-analytics", works_on_reports, "supervise", 60))
    navigation.enter(MenuEntry("yearly_public_list", shown, "report-analytics", public, "public", 46))
    worklist.enter("yearly", todo.to_do)
    open_data.enter_all()
