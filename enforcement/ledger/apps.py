from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The append-only record of every act."""

    name = "enforcement.ledger"
    label = "ledger"
