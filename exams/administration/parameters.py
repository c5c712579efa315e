"""What the law leaves open about admission, places, discipline and training, with where each default comes from."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

TRAINING_YEAR: Final = "exam.training_hours_year"
EXEMPTION: Final = "exam.exemption_allowed"
AGAIN: Final = "exam.sit_again"
VOIDED_COUNTS: Final = "exam.voided_counts"
ABSENT_COUNTS: Final = "exam.absent_counts"
BAR_YEARS: Final = "exam.bar_years_most"
DISCIPLINE_APPEAL: Final = "exam.discipline_appeal_days"
TICKET_RULES: Final = "exam.ticket_rules"
TICKET_PHOTO: Final = "exam.ticket_photo"
ADMISSION: Final = (AGAIN, VOIDED_COUNTS, ABSENT_COUNTS, EXEMPTION)

RULES: Final = [
    "凭本准考证和有效身份证件原件，于开考前30分钟进入考场，对号入座，并将证件放在座位左上角备查。",
    "不得携带通信工具、存储设备和任何书籍、资料；已带入的，关机后存放在监考人员指定的位置。",
    "考试在计算机上进行，时间以服务器时间为准；作答随时自动保存，时间一到自动交卷。",
    "遇到断网、死机等情况，请举手示意；已保存的作答不会丢失，可以在其他设备上继续作答。",
    "独立作答，不得交头接耳、替考、抄录或者传播试题；违反纪律的，依照规定给予警告、取消本次成绩或者一至二年内不得报考的处理。",
    "需要便利条件（延长时间、大字、代读、单独考场）的，请在考前登录系统申请。",
]


def declare_all() -> None:
    """Enter every parameter of this area in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        TRAINING_YEAR,
        _("Hours of training an officer needs each year"),
        "integer",
        60,
        "法治政府建设实施纲要（2021－2025年）第三十四项：每人每年不少于60学时",
        "sure",
        unit=_("hours"),
    ),
    Parameter(
        EXEMPTION,
        _("Exemption from a subject is possible, with approval"),
        "boolean",
        True,  # noqa: FBT003
        "国办发〔2018〕118号第二十三项：取得法律职业资格的，可以简化或者免试；常州市2021年：持旧证人员一并免试",
        "likely",
    ),
    Parameter(
        AGAIN,
        _("Who has passed the subject, or is exempt, and registers again"),
        "choice",
        "note",
        "本系统默认：note 仅作提示，因持证到期续职须再次考试（广西：五年期满）；ground 不予报名，可经两人审批放行",
        "likely",
        choices=("note", "ground"),
    ),
    Parameter(
        VOIDED_COUNTS,
        _("A sitting declared void uses up one of those allowed"),
        "boolean",
        True,  # noqa: FBT003
        "通行做法：因违纪作废的计入考试次数；未见公开规定",
        "unsure",
    ),
    Parameter(
        ABSENT_COUNTS,
        _("Not coming to a session uses up one of the sittings allowed"),
        "boolean",
        False,  # noqa: FBT003
        "本系统默认：缺考不计入考试次数；未见公开规定",
        "unsure",
    ),
    Parameter(
        BAR_YEARS,
        _("Longest bar from registering for breach of the exam's rules"),
        "integer",
        2,
        "通行做法：情节严重的，一至二年内不得报考；山东省规定待确认",
        "unsure",
        unit=_("years"),
    ),
    Parameter(
        DISCIPLINE_APPEAL,
        _("Days in which a candidate may object to a measure of discipline"),
        "integer",
        5,
        "本系统默认：自收到决定之日起五个工作日内书面提出；未见公开规定",
        "unsure",
        unit=_("working days"),
    ),
    Parameter(
        TICKET_RULES,
        _("Rules printed on the admission ticket (准考证)"),
        "json",
        RULES,
        "本系统默认：按通行的考场规则编写，由组织考试的机关核定",
        "likely",
    ),
    Parameter(
        TICKET_PHOTO,
        _("The admission ticket has a place for a photo"),
        "boolean",
        False,  # noqa: FBT003
        "本系统默认：核验身份证件即可；人脸照片属于敏感个人信息（个人信息保护法第二十八条）",
        "likely",
    ),
)
