"""What the law leaves open about exams, with where each default comes from."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare
from exams.scoring import MULTIPLE_RULES

PASS_MARK: Final = "exam.pass_mark"  # noqa: S105
MINUTES: Final = "exam.minutes"
ATTEMPTS: Final = "exam.attempts"
MULTIPLE_RULE: Final = "exam.multiple_rule"
MULTIPLE_FIXED: Final = "exam.multiple_fixed"
COUNTS: Final = "exam.counts"
GRACE: Final = "exam.grace_seconds"
FORMS: Final = "exam.parallel_forms"
RELEASE_AT_ONCE: Final = "exam.release_at_once"
PASS_YEARS: Final = "exam.pass_valid_years"  # noqa: S105
IMAGE_MAX_KB: Final = "exam.image_max_kb"
SIMILAR_PERCENT: Final = "exam.similar_percent"
AT_CREATION: Final = (PASS_MARK, MINUTES, ATTEMPTS, MULTIPLE_RULE, MULTIPLE_FIXED, COUNTS)
AT_SESSION: Final = (GRACE, FORMS, RELEASE_AT_ONCE)


def declare_all() -> None:
    """Enter every parameter of exams in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        PASS_MARK,
        _("Pass mark of an exam"),
        "integer",
        60,
        "六安市2025年行政执法资格考试公告：60分；济宁市2021年学法用法考试：80分；山东省规定待确认",
        "unsure",
        unit=_("points"),
    ),
    Parameter(
        MINUTES,
        _("Time allowed for a paper"),
        "integer",
        90,
        "山东省2018年行政执法人员模拟考试：100题90分钟；济宁市2021年：60分钟",
        "likely",
        unit=_("minutes"),
    ),
    Parameter(
        ATTEMPTS,
        _("Sittings a person may have in one exam"),
        "integer",
        3,
        "实践做法：首次考试加两次补考，次数未见公开规定（济宁市2021年设补考窗口）",
        "unsure",
        unit=_("sittings"),
    ),
    Parameter(
        MULTIPLE_RULE,
        _("Scoring of multiple choice"),
        "choice",
        "all_or_nothing",
        "通行做法：多选、少选、错选均不得分；评分规则须事先告知考生",
        "likely",
        choices=MULTIPLE_RULES,
    ),
    Parameter(
        MULTIPLE_FIXED,
        _("Points of each right option where too few were chosen"),
        "integer",
        50,
        "实践做法：全国性职业资格考试多选题少选时每个正确选项得0.5分；仅在评分规则为“少选按固定分”时使用",
        "likely",
        unit=_("hundredths of a point"),
    ),
    Parameter(
        COUNTS,
        _("Items in a paper, by type"),
        "json",
        {"single": 40, "multiple": 20, "true_false": 40},
        "山东省2018年行政执法人员模拟考试：判断40、单选40、多选20，共100题",
        "likely",
        unit=_("questions"),
    ),
    Parameter(
        GRACE,
        _("Grace for answers under way when time ends"),
        "integer",
        30,
        "本系统默认：吸收网络传输时间，不计入答题时间",
        "sure",
        unit=_("seconds"),
    ),
    Parameter(
        FORMS,
        _("Parallel papers in a session"),
        "integer",
        4,
        "本系统默认：题型、法律分布相同且难度相当的平行卷；六安市2025年为题库随机抽题",
        "sure",
        unit=_("papers"),
    ),
    Parameter(
        RELEASE_AT_ONCE,
        _("Candidates see the result right after submission"),
        "boolean",
        True,  # noqa: FBT003
        "资格考试为客观题、自动评卷；六安市2025年：5个工作日内公布",
        "likely",
    ),
    Parameter(
        PASS_YEARS,
        _("How long a pass counts towards a credential"),
        "integer",
        5,
        "浙江省：考试合格未领证的，成绩五年内有效；山东省规定待确认",
        "unsure",
        unit=_("years"),
    ),
    Parameter(
        IMAGE_MAX_KB,
        _("Largest picture of an item"),
        "integer",
        2048,
        "本系统默认：考场网络下试卷可在数秒内载入",
        "sure",
        unit=_("kB"),
    ),
    Parameter(
        SIMILAR_PERCENT,
        _("How like two items must be before a warning"),
        "integer",
        85,
        "本系统默认：题干与选项按字符比较，过低则误报多",
        "sure",
        unit=_("percent"),
    ),
)
