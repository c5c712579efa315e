"""What practice enters elsewhere: its place in the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from enforcement.access import signed_in
from enforcement.web import navigation
from enforcement.web.navigation import MenuEntry


def enter_all() -> None:
    """Enter everything."""
    navigation.enter(MenuEntry("exam_practice", gettext_lazy("Practice"), "school", signed_in, "own", 21))
