"""Collective discussion: what this area enters elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.collective import late_signatures
from enforcement.organisation.access import duty
from enforcement.web import worklist
from enforcement.web.navigation import MenuEntry, enter


def enter_all() -> None:
    """Enter everything."""
    enter(MenuEntry("meetings", _("Meetings of the leadership"), "users-group", duty("discuss"), "work", 20))
    worklist.enter("minutes", late_signatures.to_do)
