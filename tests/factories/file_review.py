"""The review of case files: draws, scores, objections, results. Made for tests."""

from __future__ import annotations
