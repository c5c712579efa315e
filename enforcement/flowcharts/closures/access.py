"""Who keeps the calendar: two different persons for a notice that moves everybody's terms; a head for a closure."""

from __future__ import annotations

from typing import Final

from enforcement.organisation.access import duty

KEEPERS: Final = frozenset({"system", "supervise"})
may_keep = duty(*sorted(KEEPERS))
may_close = duty("decide")
may_look = duty("decide", *sorted(KEEPERS))
