from django.apps import AppConfig


class SupervisionDeskConfig(AppConfig):
    """The supervisor's desk: rollups, comparison of agencies, saved filters."""

    name = "cases.supervision.desk"
    label = "supervision_desk"

    def ready(self) -> None:
        """Enter menu, to-do items, settings and timed work."""
        from cases.supervision.desk import entries  # noqa: PLC0415 (models are ready only now)

        entries.enter_all()
