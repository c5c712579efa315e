"""What the law opens to the public: agencies, powers, open data, surveys. Made for tests."""

from __future__ import annotations
