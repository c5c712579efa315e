"""What the law leaves open about proctoring, with where each default comes from."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare
from exams.proctoring.reopen import REOPEN_MINUTES

FOCUS_SECONDS: Final = "exam.focus_seconds"
SIMILAR_LEVEL: Final = "exam.similar_level"


def declare_all() -> None:
    """Enter every parameter of proctoring in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        FOCUS_SECONDS,
        _("Leaving the exam page for less than this does not count"),
        "integer",
        3,
        "本系统默认：输入法、系统通知等造成的短暂切换不计为离开考试页面",
        "likely",
        unit=_("seconds"),
    ),
    Parameter(
        REOPEN_MINUTES,
        _("How long after its end a proctor may open a paper again"),
        "integer",
        30,
        "本系统默认：断电、断网等原因造成考试提前结束的，监考员可在此时间内恢复作答；已评卷的不得恢复",
        "unsure",
        unit=_("minutes"),
    ),
    Parameter(
        SIMILAR_LEVEL,
        _("Similar answers: show pairs of which chance alone would make so many in a whole session"),
        "decimal",
        0.5,
        "本系统默认：按Wesolowsky（2000）方法计算，平均每两个场次至多误列一对；仅作核查线索，不作处理依据",
        "likely",
        unit=_("pairs"),
    ),
)
