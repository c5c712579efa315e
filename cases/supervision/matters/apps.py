from django.apps import AppConfig


class MattersConfig(AppConfig):
    """Supervision matters: what supervisors take up, on the chart of supervision."""

    name = "cases.supervision.matters"
    label = "matters"

    def ready(self) -> None:
        """Enter menu, to-do items, settings and timed work."""
        from cases.supervision.matters import entries  # noqa: PLC0415 (models are ready only now)

        entries.enter_all()
