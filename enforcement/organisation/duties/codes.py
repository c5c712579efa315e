"""The duties that may be granted on an agency. Flowcharts name these codes as roles of their steps."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Duty:
    """A duty by its code, with its Chinese and English titles."""

    code: str
    title_zh: str
    title_en: str

    @property
    def title(self) -> str:
        """Its title in the reader's language."""
        return self.title_en if (get_language() or "").startswith("en") else self.title_zh

    @property
    def permission(self) -> str:
        """The codename of the permission that stands for it."""
        return f"duty_{self.code}"


DUTIES: dict[str, Duty] = {
    duty.code: duty
    for duty in (
        Duty("intake", "案件登记", "Case intake"),
        Duty("handle", "案件办理", "Case handling"),
        Duty("check", "案件审核", "Case check"),
        Duty("review", "法制审核", "Legal review"),
        Duty("chair", "听证主持", "Hearing chair"),
        Duty("decide", "机关负责人", "Head of agency"),
        Duty("discuss", "集体讨论成员", "Collective discussion member"),
        Duty("publish", "执法公示", "Publication"),
        Duty("archive", "案卷归档", "Archives"),
        Duty("supervise", "执法监督", "Supervision"),
        Duty("govern", "政府决定", "Government decision"),
        Duty("apply", "证件申领", "Credential application"),
        Duty("examine", "资格初审", "Qualification check"),
        Duty("issue", "证件核发", "Credential issue"),
        Duty("exam", "考务管理", "Exam administration"),
        Duty("chart", "流程图编制", "Flowchart drafting"),
        Duty("approve_chart", "流程图审批", "Flowchart approval"),
        Duty("system", "系统管理", "System administration"),
    )
}
