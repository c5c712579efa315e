from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    """The public log of the ledger: sequence, Merkle tree, checkpoints, proofs."""

    name = "enforcement.transparency"
    label = "transparency"

    def ready(self) -> None:
        """Enter menu, to-do items, settings and timed work."""
        from enforcement.transparency import entries  # noqa: PLC0415 (models are ready only now)

        entries.enter_all()
