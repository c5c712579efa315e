from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

AREAS = ("editor", "consultation", "bundles", "exceptions", "closures")
"""The sub-packages with pages and entries of their own."""


class FlowchartsConfig(AppConfig):
    """Published procedures and the engine that runs them."""

    name = "enforcement.flowcharts"
    label = "flowcharts"

    def ready(self) -> None:
        """Enter the pages, the to-do items and the timed work."""
        from enforcement.access import public  # noqa: PLC0415 (models are ready only now)
        from enforcement.flowcharts import citing, desk  # noqa: PLC0415
        from enforcement.flowcharts.access import may_work  # noqa: PLC0415
        from enforcement.flowcharts.engine import tick  # noqa: PLC0415
        from enforcement.jobs.timetable import every  # noqa: PLC0415
        from enforcement.norms import touching  # noqa: PLC0415
        from enforcement.transparency import heads  # noqa: PLC0415
        from enforcement.web import worklist  # noqa: PLC0415
        from enforcement.web.navigation import MenuEntry, enter  # noqa: PLC0415

        enter(MenuEntry("procedure_list", _("Procedures"), "sitemap", public, "public", 10))
        enter(MenuEntry("chart_drafts", _("Charts"), "route", may_work, "manage", 30))
        worklist.enter("charts", desk.to_do)
        touching.enter("flowcharts", citing.resting)
        every(15, "flowcharts.tick", tick.work)
        heads.enter("runs", "SELECT series, last_seq, last_hash FROM flowcharts_run")
        for area in AREAS:
            import_module(f"enforcement.flowcharts.{area}.entries").enter_all()
