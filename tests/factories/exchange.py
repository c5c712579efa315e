"""Bundles for other platforms, and the reading interface. Made for tests."""

from __future__ import annotations
