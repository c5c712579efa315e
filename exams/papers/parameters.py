"""What the law leaves open about papers and sessions, with where each default comes from."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

POINTS: Final = "exam.points"
LEADER_COUNTS: Final = "exam.leader_counts"
LEADER_POINTS: Final = "exam.leader_points"
LEADER_MINUTES: Final = "exam.leader_minutes"
LEADER_PASS_MARK: Final = "exam.leader_pass_mark"  # noqa: S105
TRAINING_HOURS: Final = "exam.training_hours"
RETAKE_DAYS: Final = "exam.retake_days"
SPREAD: Final = "exam.spread"
CAP: Final = "exam.exposure_cap"
REST_SESSIONS: Final = "exam.rest_sessions"
REST_DAYS: Final = "exam.rest_days"
P_FROM: Final = "exam.p_from_candidates"
ENTRY_MINUTES: Final = "exam.entry_minutes"
TAKEOVER: Final = "exam.takeover"
PHOTO: Final = "exam.photo"
FOCUS_LIMIT: Final = "exam.focus_limit"
FOCUS_ACT: Final = "exam.focus_act"
TO_PRACTICE: Final = "exam.to_practice"


def declare_all() -> None:
    """Enter every parameter of this area in the register."""
    for parameter in (*_EXAM, *_PAPERS, *_SESSION):
        declare(parameter)


_JINING: Final = "济宁市2021年学法用法考试：单选40题各1分、多选20题各2分、判断20题各1分，60分钟，80分合格"

_EXAM: Final = (
    Parameter(
        POINTS,
        _("Points of an item, by type"),
        "json",
        {"single": 1, "multiple": 1, "true_false": 1, "fill_in": 1, "short_answer": 5},
        "山东省2018年行政执法人员模拟考试：100题100分；填空、简答未见公开样本",
        "likely",
        unit=_("points"),
    ),
    Parameter(
        LEADER_COUNTS,
        _("Items in a paper of leaders' knowledge of the law, by type"),
        "json",
        {"single": 40, "multiple": 20, "true_false": 20},
        _JINING,
        "likely",
        unit=_("questions"),
    ),
    Parameter(
        LEADER_POINTS,
        _("Points of an item in an exam of leaders' knowledge of the law, by type"),
        "json",
        {"single": 1, "multiple": 2, "true_false": 1, "fill_in": 1, "short_answer": 5},
        _JINING,
        "likely",
        unit=_("points"),
    ),
    Parameter(
        LEADER_MINUTES,
        _("Time allowed for a paper of leaders' knowledge of the law"),
        "integer",
        60,
        _JINING,
        "likely",
        unit=_("minutes"),
    ),
    Parameter(
        LEADER_PASS_MARK,
        _("Pass mark of an exam of leaders' knowledge of the law"),
        "integer",
        80,
        _JINING,
        "likely",
        unit=_("points"),
    ),
    Parameter(
        TRAINING_HOURS,
        _("Hours of training needed to sit an officers' exam"),
        "integer",
        0,
        "山东省未见公开规定，默认不限；交通运输行政执法证件管理规定：岗前面授培训不少于60学时",
        "unsure",
        unit=_("hours"),
    ),
    Parameter(
        RETAKE_DAYS,
        _("Days between two sittings of a person in one exam"),
        "integer",
        0,
        "未见公开规定，默认不限；济宁市2021年：补考在约三周后另设时段",
        "unsure",
        unit=_("days"),
    ),
)

_PAPERS: Final = (
    Parameter(
        SPREAD,
        _("Largest difference of mean difficulty between the papers of a session"),
        "decimal",
        "0.10",
        "本系统默认：难度为1至5级，平行卷平均难度相差不超过0.10级",
        "sure",
        unit=_("levels"),
    ),
    Parameter(
        CAP,
        _("In how many papers of a session an item may stand; 0 for all"),
        "integer",
        0,
        "本系统默认：不限；题库较大时宜设上限，减少平行卷之间的重复",
        "sure",
        unit=_("papers"),
    ),
    Parameter(
        REST_SESSIONS,
        _("An item rests once so many sessions have had it lately; 0 for never"),
        "integer",
        0,
        "本系统默认：不限；六安市等公开题库抽题的做法不要求轮休",
        "likely",
        unit=_("sessions"),
    ),
    Parameter(
        REST_DAYS,
        _("How long sessions count towards an item's rest"),
        "integer",
        180,
        "本系统默认：半年",
        "sure",
        unit=_("days"),
    ),
    Parameter(
        P_FROM,
        _("Candidates from whom an item's difficulty is taken instead of from its author"),
        "integer",
        100,
        "教育测量通行做法：样本不足100人时得分率的标准误可超过0.05，仍以命题人估计的难度为准",
        "likely",
        unit=_("candidates"),
    ),
)

_SESSION: Final = (
    Parameter(
        ENTRY_MINUTES,
        _("Start is possible for so long after the opening where all end at the same time"),
        "integer",
        30,
        "通行考场规则：开考30分钟后不得入场",
        "likely",
        unit=_("minutes"),
    ),
    Parameter(
        TAKEOVER,
        _("How a candidate goes on at another device"),
        "choice",
        "free",
        "本系统默认：free 考生自行继续；code 须监考员给出六位码，适用于集中考试",
        "sure",
        choices=("free", "code"),
    ),
    Parameter(
        PHOTO,
        _("A photo before the start"),
        "choice",
        "none",
        "个人信息保护法第二十八条：人脸照片属于敏感个人信息，默认不采集；optional 采集的，须另有不用照片的核验方式",
        "sure",
        choices=("none", "optional"),
    ),
    Parameter(
        FOCUS_LIMIT,
        _("How often a candidate may leave the exam page; 0 for no limit"),
        "integer",
        3,
        "实践做法：多地网上考试限制切屏次数并逐次提醒；常州市2021年：离开页面即交卷",
        "unsure",
        unit=_("times"),
    ),
    Parameter(
        FOCUS_ACT,
        _("What follows when the exam page was left more often than allowed"),
        "choice",
        "record",
        "本系统默认：record 只记录，由人判断；submit 自动交卷（常州市2021年的做法）",
        "unsure",
        choices=("record", "submit"),
    ),
    Parameter(
        TO_PRACTICE,
        _("A session's items become open for practice after its release"),
        "boolean",
        False,  # noqa: FBT003
        "本系统默认：考过的试题不公开，可再次使用；六安市2025年：公布题库",
        "likely",
    ),
)
