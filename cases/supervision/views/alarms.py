"""Being written."""

from __future__ import annotations

from cases.supervision.views.board import board

alarms = alarm = board
