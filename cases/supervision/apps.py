from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Supervision of cases."""

    name = "cases.supervision"
    label = "supervision"

    def ready(self) -> None:
        """Watch the ledger, and enter menu and to-do items."""
        from cases.supervision import entries, watch  # noqa: PLC0415 (models are ready only now)

        watch.begin()
        entries.enter_all()
