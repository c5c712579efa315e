"""What the law opens to the public: agencies, powers, open data, surveys.

What it enters elsewhere.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.publicity import opened, parameters
from cases.publicity.lists import kinds, means, subjects
from cases.publicity.lists import opened as opened_lists
from cases.publicity.lists.access import keeps
from enforcement.access import public
from enforcement.web import navigation
from enforcement.web.navigation import MenuEntry


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    for kind in (
        subjects.SUBJECT, subjects.POWER, subjects.GUIDE, means.DELEGATION, means.CHECKS, means.SITES,
    ):  # fmt: skip
        kinds.enter(kind)
    opened.enter_all()
    opened_lists.enter_all()
    navigation.enter(MenuEntry("bodies", _("Agencies and powers"), "building-bank", public, "public", 5))
    navigation.enter(MenuEntry("public_lists", _("Public lists"), "list-check", keeps, "manage", 42))
