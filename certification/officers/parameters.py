"""What the law leaves open about officers and their photos."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

CANCEL_DAYS: Final = "credential.cancel_days"
HOTLINE: Final = "credential.complaint_phone"
PHOTO_FACE: Final = "credential.photo_face"
PHOTO_GROUND: Final = "credential.photo_ground"
PHOTO_HEAD: Final = "credential.photo_head"


def declare_all() -> None:
    """Enter every parameter of officers in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        CANCEL_DAYS, _("Days in which the card of somebody who left is cancelled"), "integer", 15,
        "交通运输行政执法人员管理规定第二十五条：离岗应注销证件（样本，未定期限）；天数为本系统默认，待确认", "unsure",
        unit=_("days"),
    ),
    Parameter(
        PHOTO_FACE, _("What happens when the check of a photo finds something"), "choice", "warn",
        "人脸检测会漏检、误检，默认只提示，由经办人判断；不提取、不保存人脸特征（个人信息保护法第二十八条）", "likely",
        choices=("warn", "refuse", "off"),
    ),
    Parameter(
        PHOTO_GROUND, _("Ground that a photo must have"), "choice", "white",
        "司办通〔2020〕78号样式：白底免冠照片", "likely", choices=("white", "plain", "any"),
    ),
    Parameter(
        PHOTO_HEAD, _("Least and most height of the head, in percent of the picture"), "json", [45, 80],
        "头部约占画面三分之二；上下限为本系统默认，待省里样式确认", "unsure", pair=True,
    ),
    Parameter(
        HOTLINE, _("Telephone for complaints about officers"), "text", "12345",
        "国办发〔2020〕53号：12345政务服务便民热线；专用监督电话以本地公布的为准", "likely",
    ),
)  # fmt: skip
