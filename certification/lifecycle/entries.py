"""What the life cycle enters elsewhere: its settings, its work of the night, the menu and the list of things to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from certification.lifecycle import access, nightly, parameters, to_do, to_do_own
from enforcement.jobs.timetable import every
from enforcement.web import worklist
from enforcement.web.navigation import MenuEntry, enter


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    every(nightly.NIGHTLY, nightly.KIND, nightly.work)
    worklist.enter("credentials.life", to_do.to_do)
    worklist.enter("credentials.own", to_do_own.to_do)
    enter(MenuEntry("credential_rounds", _("Annual checks"), "clipboard-check", access.DESK, "work", 64))
    enter(MenuEntry("credential_proposals", _("Proposals about credentials"), "gavel", access.WATCHES, "work", 65))
    enter(MenuEntry("credential_handing", _("Hand-over and numbers"), "package", access.OPENS, "work", 66))
