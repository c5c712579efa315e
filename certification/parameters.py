"""What the law leaves open about credentials, with where each default comes from."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

TRAINING_HOURS: Final = "credential.training_hours"
PROFESSIONAL_EXAM: Final = "credential.professional_exam_required"
NOTICE_DAYS: Final = "credential.notice_days"
YEARS: Final = "credential.years"
NUMBER_PATTERN: Final = "credential.number_pattern"
ISSUER: Final = "credential.issuer"
AREA: Final = "credential.area"
SUSPENSION_MONTHS: Final = "credential.suspension_months"
SHARD: Final = "credential.shard"


def declare_all() -> None:
    """Enter every parameter of credentials in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        TRAINING_HOURS,
        _("Hours of training before a first credential"),
        "integer",
        60,
        "交通运输行政执法人员岗前培训：面授不少于60学时；山东省规定待确认",
        "unsure",
        unit=_("hours"),
    ),
    Parameter(
        PROFESSIONAL_EXAM,
        _("The professional paper must be passed too"),
        "boolean",
        default=False,
        source="山东省行政执法监督条例第十条要求专业法律知识培训并考试合格；"
        "专业考试由省主管部门组织，县级演示环境未开考，默认不校验",
        confidence="unsure",
    ),
    Parameter(
        NOTICE_DAYS,
        _("Days an applicant is announced"),
        "integer",
        7,
        "交通运输行政执法人员资格公示：一周（样本）；山东省规定待确认",
        "unsure",
        unit=_("days"),
    ),
    Parameter(
        YEARS,
        _("Validity of a credential"),
        "integer",
        5,
        "广西五年、河北某县每五年换发（样本）；山东省规定待确认",
        "unsure",
        unit=_("years"),
    ),
    Parameter(
        NUMBER_PATTERN,
        _("Pattern of card numbers"),
        "text",
        "15{division}{sequence:05d}",
        "11位：省序号15（山东）、行政区划后四位、流水号；样式凭记忆，省里编号规则待确认",
        "unsure",
    ),
    Parameter(
        ISSUER,
        _("Line of the authority on the card"),
        "text",
        "山东省人民政府监制",
        "司办通〔2020〕78号样式：××省人民政府监制",
        "likely",
    ),
    Parameter(
        AREA,
        _("Area of enforcement on the card"),
        "text",
        "乐陵市行政区域内",
        "本地默认，以发证机关核定为准",
        "likely",
    ),
    Parameter(
        SUSPENSION_MONTHS,
        _("Longest suspension of a credential"),
        "integer",
        6,
        "辽宁省：暂扣不超过六个月（样本）；山东省规定待确认",
        "unsure",
        unit=_("months"),
    ),
    Parameter(
        SHARD,
        _("Shard of the status list"),
        "integer",
        1,
        "本系统默认：每县一片，131072个位置",
        "sure",
    ),
)
