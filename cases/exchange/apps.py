from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Bundles for other platforms, and the reading interface."""

    name = "cases.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Enter menu, to-do items, settings and timed work."""
        from cases.exchange import entries  # noqa: PLC0415 (models are ready only now)

        entries.enter_all()
