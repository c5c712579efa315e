"""Yearly reports, and the work of the law office. Made for tests."""

from __future__ import annotations
