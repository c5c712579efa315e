"""Bundles of charts: what this area enters elsewhere."""

from __future__ import annotations


def enter_all() -> None:
    """Enter the setting of trusted keys, which stands in the register."""
    from enforcement.flowcharts.bundles import signed  # noqa: F401, PLC0415 (declares it)
