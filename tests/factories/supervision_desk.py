"""The supervisor's desk: rollups, comparison of agencies, saved filters. Made for tests."""

from __future__ import annotations
