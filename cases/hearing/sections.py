"""The order of a hearing (行政处罚法第六十四条; 市场监督管理行政处罚听证办法第二十四条): nine parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """A part of the hearing: what the chair does, and who speaks in it."""

    code: str
    title_zh: str
    title: str | Promise
    guide: str | Promise
    speakers: tuple[str, ...]
    needed: bool = True


CHAIR, PARTY, AGENT, OFFICER, THIRD = "主持人", "当事人", "代理人", "调查人员", "第三人"

SECTIONS: Final[tuple[Section, ...]] = (
    Section(
        "open", "宣布听证开始", _("Open the hearing"),
        _("Announce the case, the basis, chair, hearing officers, recorder and translator, and the discipline."),
        (CHAIR,),
    ),
    Section(
        "rights", "核对身份、告知权利", _("Check who is here, tell the rights"),
        _("Check identities and authorities. Tell the rights; ask whether anybody asks that someone withdraws."),
        (CHAIR, PARTY, AGENT),
    ),
    Section(
        "officers", "调查人员陈述", _("Officers: facts, evidence, proposal"),
        _("The officers state the facts, show the evidence, and name the basis and the proposed penalty."),
        (OFFICER, CHAIR),
    ),
    Section(
        "defence", "当事人申辩和质证", _("Defence of the party"),
        _("The party answers, shows evidence of its own, and says what it holds of each piece."), (PARTY, AGENT, CHAIR),
    ),
    Section(
        "third", "第三人陈述", _("Third party"), _("A third party states its view. Leave it empty if there is none."),
        (THIRD, CHAIR), needed=False,
    ),
    Section(
        "questions", "主持人询问、相互质证", _("Questions and examination"),
        _("The chair asks; both sides question the evidence and witnesses."), (CHAIR, OFFICER, PARTY, AGENT, THIRD),
        needed=False,
    ),
    Section(
        "debate", "辩论", _("Debate"), _("Both sides debate facts, law and amount."),
        (OFFICER, PARTY, AGENT, THIRD, CHAIR),
        needed=False,
    ),
    Section(
        "last", "最后陈述", _("Last words"),
        _("Officers, third party and party speak for the last time, the party last."),
        (OFFICER, THIRD, PARTY, AGENT),
    ),
    Section(
        "close", "宣布听证结束", _("Close the hearing"),
        _("Say that the hearing is over, that everybody reads and signs the record page by page, and what follows."),
        (CHAIR,),
    ),
)  # fmt: skip
BY_CODE: Final = {section.code: section for section in SECTIONS}
