from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Supervision of cases."""

    name = "cases.supervision"
    label = "supervision"

    def ready(self) -> None:
        """Watch the ledger, and enter menu and to-do items."""
        from cases.supervision import entries, watch  # noqa: PLC0415 (models are ready only now)
        from cases.supervision.complaints import entries as complaints  # noqa: PLC0415 (as above)

        watch.begin()
        entries.enter_all()
        complaints.enter_all()
