"""The register of laws and normative documents that acts rest on. Made for tests."""

from __future__ import annotations
