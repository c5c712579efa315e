"""Grounds on which a credential is suspended, revoked or cancelled, as the rules list them (data, in Chinese)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

_TRANSPORT = "交通运输行政执法证件管理规定"
_SHANDONG = "山东省行政执法监督条例第三十八条"
_DISCRETION = "山东省规范行政处罚裁量权办法第二十五条"
_STATE = "行政执法监督条例第三十二条"


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground by its code. ``for_life`` ones bar a new application unless the setting says otherwise (交通34)."""

    code: str
    title_zh: str
    title_en: str
    article: str
    for_life: bool = False

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if (get_language() or "").startswith("en") else self.title_zh


def _by_code(*grounds: Ground) -> dict[str, Ground]:
    return {ground.code: ground for ground in grounds}


SUSPENSION: Final = _by_code(
    Ground("check_failed", "年度考核或者审验不合格", "Failed the annual check", f"{_TRANSPORT}第三十一条"),
    Ground(
        "training_missed", "无正当理由未参加岗位培训", "Missed training without good reason", f"{_TRANSPORT}第三十一条"
    ),
    Ground("card_altered", "涂改证件", "Altered the card", f"{_TRANSPORT}第三十一条"),
    Ground("card_lent", "将证件转借他人使用", "Lent the card to somebody", f"{_TRANSPORT}第三十一条"),
    Ground("off_post", "因违法执法被责令离岗培训", "Ordered to train off post for unlawful acts", _SHANDONG),
    Ground("criticised", "执法中有违法行为被通报批评或者告诫", "Criticised or admonished for unlawful acts", _SHANDONG),
    Ground("moved_off", "被责令调离执法岗位，尚待办理", "Ordered off the enforcement post, not yet moved", _SHANDONG),
    Ground("proposed", "执法监督机构建议暂停执法", "Supervisors propose to stop enforcing", _STATE),
    Ground("other_suspend", "法律、法规、规章规定的其他情形", "Another case that a law or rule names", _STATE),
)
REVOCATION: Final = _by_code(
    Ground(
        "crime",
        "受刑事处罚、行政拘留或者被开除",
        "Criminal punishment, detention or dismissal",
        f"{_TRANSPORT}第三十三条",
        for_life=True,
    ),
    Ground(
        "private_gain", "利用职权谋取私利", "Used the office for private gain", f"{_TRANSPORT}第三十三条", for_life=True
    ),
    Ground("bribery", "索取、收受当事人财物", "Asked for or took bribes", f"{_TRANSPORT}第三十三条", for_life=True),
    Ground("fraud", "以欺骗手段取得证件", "Got the card by fraud", f"{_TRANSPORT}第三十三条", for_life=True),
    Ground(
        "compensation",
        "执法过错造成国家赔偿等严重后果",
        "Grave error that led to state compensation",
        f"{_TRANSPORT}第三十三条",
    ),
    Ground("two_years_failed", "连续两年考核不合格", "Failed the check two years running", f"{_TRANSPORT}第三十三条"),
    Ground("discretion", "滥用裁量权，情节严重，被收回证件、取消资格", "Abused discretion gravely", _DISCRETION),
    Ground("disqualified", "被决定取消行政执法资格", "Qualification was cancelled by decision", _STATE),
    Ground("other_revoke", "法律、法规、规章规定的其他情形", "Another case that a law or rule names", _STATE),
)
CANCELLATION: Final = _by_code(
    Ground("transferred", "调离执法岗位或者本单位", "Transferred", f"{_TRANSPORT}第二十五条"),
    Ground("retired", "退休", "Retired", f"{_TRANSPORT}第二十五条"),
    Ground("dismissed", "辞职、辞退或者开除", "Resigned or dismissed", f"{_TRANSPORT}第二十五条"),
    Ground("died", "死亡", "Died", f"{_TRANSPORT}第二十五条"),
    Ground("other_cancel", "其他不再从事执法工作的情形", "Left enforcement otherwise", f"{_TRANSPORT}第二十五条"),
)  # fmt: skip
NEVER_AGAIN: Final = f"{_TRANSPORT}第三十四条"
REVIEW: Final = f"{_TRANSPORT}第三十五条"
ALL: Final = {**SUSPENSION, **REVOCATION, **CANCELLATION}


def title_of(code: str) -> str:
    """Return a ground's title in the reader's language; an unknown code stands for itself."""
    return ALL[code].title if code in ALL else code
