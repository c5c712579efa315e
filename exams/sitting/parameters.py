"""What the law leaves open about the page before the start."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

PHOTO_DAYS: Final = "exam.photo_days"
SPREAD_SECONDS: Final = "exam.start_spread_seconds"
SPREAD_FROM: Final = "exam.start_spread_from"


def declare_all() -> None:
    """Enter every parameter of this area in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        PHOTO_DAYS,
        _("How long a candidate's photo is kept"),
        "integer",
        30,
        "个人信息保护法第十九条：保存期限应当为实现处理目的所必要的最短时间；本系统默认：覆盖成绩复核期",
        "likely",
        unit=_("days"),
    ),
    Parameter(
        SPREAD_SECONDS,
        _("Seconds over which papers are given out where everybody begins at the same moment"),
        "integer",
        20,
        "本系统默认：统一开考的大规模场次错峰发卷，避免同一秒内全部开考；0为不错峰",
        "sure",
        unit=_("seconds"),
    ),
    Parameter(
        SPREAD_FROM,
        _("Candidates of a session from which papers are given out one after another"),
        "integer",
        300,
        "本系统默认：少于此人数的场次同时发卷",
        "sure",
        unit=_("candidates"),
    ),
)
