"""Supervision matters: what supervisors take up, on the chart of supervision. Made for tests."""

from __future__ import annotations
