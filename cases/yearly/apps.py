from django.apps import AppConfig


class YearlyConfig(AppConfig):
    """Yearly reports, and the work of the law office."""

    name = "cases.yearly"
    label = "yearly"

    def ready(self) -> None:
        """Enter menu, to-do items, settings and timed work."""
        from cases.yearly import entries  # noqa: PLC0415 (models are ready only now)

        entries.enter_all()
