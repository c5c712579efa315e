"""The two exceptions from a running case staying on its version: what this area enters elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _


def enter_all() -> None:
    """Enter the menu, the to-do items and the timed work."""
    from enforcement.flowcharts.exceptions import desk, lay  # noqa: PLC0415 (models are ready only now)
    from enforcement.flowcharts.exceptions.access import may_move, may_overlay  # noqa: PLC0415
    from enforcement.jobs.timetable import every  # noqa: PLC0415
    from enforcement.web import worklist  # noqa: PLC0415
    from enforcement.web.navigation import MenuEntry, enter  # noqa: PLC0415

    enter(MenuEntry("overlay_list", _("Overlays of changed laws"), "stack-2", may_overlay, "manage", 31))
    enter(MenuEntry("move_orders", _("Orders to move a case"), "arrows-right-left", may_move, "work", 60))
    worklist.enter("exceptions", desk.to_do)
    every(10, "flowcharts.overlays", lay.work)
