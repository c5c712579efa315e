"""Sign-ins of the demo: one person a role, each with a password of its own, made anew for each installation."""

from __future__ import annotations

import json
import secrets

from cases.demo.people import Staff
from enforcement import env

FILE = env.LOCAL / "demo-signins.json"
# (agency, place, role in Chinese, role in English) in the order of a walk through the system.
ROLES: tuple[tuple[str, str, str, str], ...] = (
    ("urban", "candidate", "考生（新执法人员）", "Candidate, new officer"),
    ("urban", "clerk", "登记、申领、公示、归档", "Clerk: intake, application, publication, archive"),
    ("urban", "lead", "主办人（案件办理）", "Case handler (lead officer)"),
    ("urban", "co", "协办人", "Case handler (co-handler)"),
    ("urban", "checker", "案件审核", "Case checker"),
    ("urban", "reviewer", "法制审核", "Legal reviewer"),
    ("urban", "chair", "听证主持人", "Hearing chair"),
    ("urban", "head", "机关负责人", "Head of agency"),
    ("urban", "deputy1", "集体讨论成员", "Collective discussion member"),
    ("urban", "deputy2", "集体讨论成员", "Collective discussion member"),
    ("urban", "deputy3", "集体讨论成员", "Collective discussion member"),
    ("urban", "deputy4", "集体讨论成员", "Collective discussion member"),
    ("justice", "supervisor", "执法监督", "Supervisor"),
    ("justice", "supervisor2", "执法监督（第二人：复核、同行调查）", "Second supervisor: confirms, investigates along"),
    ("county", "government", "人民政府（答复监督建议、作出监督决定）", "Government: decides on supervision matters"),
    ("justice", "exam", "考务管理", "Exam administrator"),
    ("justice", "examiner", "资格初审、流程图编制", "Qualification check, chart drafting"),
    ("province_justice", "issuer", "证件核发", "Credential issuer"),
    ("justice", "approver1", "流程图审批", "Chart approver"),
    ("justice", "approver2", "流程图审批", "Chart approver"),
    ("county", "system", "系统管理员", "System administrator"),
)


def open_accounts(staff: Staff) -> None:
    """Give each role its password and write the list that ``make run`` prints."""
    told = []
    for agency, place, zh, en in ROLES:
        person = staff.of(agency, place)
        password = f"{place}-{secrets.token_hex(3)}"
        person.set_password(password)
        person.save(update_fields=["password"])
        told.append({
            "role_zh": zh, "role_en": en, "name": person.name, "username": person.username, "password": password,
        })  # fmt: skip
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    FILE.chmod(0o600)
