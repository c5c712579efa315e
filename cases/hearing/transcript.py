"""The record as one text, and its pages: what was said in each part, the evidence shown, and who was there."""

from __future__ import annotations

import hashlib
from typing import Final

from django.utils import timezone

from cases.hearing.sections import SECTIONS
from cases.hearing.sitting import seated
from cases.models import Hearing, HearingAttendee, HearingPage

WIDE: Final = 36
LINES: Final = 30
ROLES: Final = {
    "party": "当事人",
    "agent": "代理人",
    "investigator": "调查人员",
    "third": "第三人",
    "witness": "证人、鉴定人",
}
AUTHORITY: Final = {"general": "一般授权", "special": "特别授权"}


def attendance_of(hearing: Hearing) -> str:
    """Return who sat and who attended the session, with agents' authority and who left when."""
    sat = "；".join(f"{title}：{who.name}" for title, who in seated(hearing) if who.name)
    here = "；".join(_present(a) for a in hearing.attendees.filter(session=hearing.session))
    return f"{sat}\n{here}" if here else sat


def _present(who: HearingAttendee) -> str:
    words = f"{ROLES.get(who.role, who.role)}：{who.name}"
    if who.authority:
        words += f"（{AUTHORITY.get(who.authority, who.authority)}）"
    return f"{words}（{timezone.localtime(who.left_at):%H:%M}离场）" if who.left_at else words


def text_of(hearing: Hearing) -> str:
    """Return the session's record in the order of the hearing, each part with the time it began and was last saved."""
    written = {s.code: s for s in hearing.sections.filter(session=hearing.session)}
    parts = []
    for section in SECTIONS:
        found = written.get(section.code)
        if found is None or not found.text.strip():
            continue
        times = f"{timezone.localtime(found.begun_at):%H:%M}—{timezone.localtime(found.saved_at):%H:%M}"
        parts.append(f"【{section.title_zh}】（{times}）\n{found.text.strip()}")
        if section.code == "officers":
            parts.extend(_exhibits(hearing))
    return "\n".join(parts)


def _exhibits(hearing: Hearing) -> list[str]:
    rows = hearing.exhibits.filter(session=hearing.session)
    return [
        f"出示：{e.label}（校验值 {e.sha256[:16] or '无'}）" + (f"\n质证意见：{e.view}" if e.view else "") for e in rows
    ]


def leaves(text: str) -> list[str]:
    """Return a text cut into pages of thirty lines of thirty-six characters."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines.extend([line[i : i + WIDE] for i in range(0, len(line), WIDE)] or [""])
    return ["\n".join(lines[i : i + LINES]) for i in range(0, len(lines), LINES)] or [""]


def write_pages(hearing: Hearing) -> list[HearingPage]:
    """Close the record: cut it into pages, each with its number and its hash. They never change again."""
    case = hearing.case
    head = f"听证笔录　{case.number}　{case.cause}\n{hearing.attendance}\n{hearing.record}"
    found = leaves(head)
    pages = [
        HearingPage(
            hearing=hearing, number=n, text=(whole := f"{text}\n——第{n}页，共{len(found)}页——"), sha256=sha(whole)
        )
        for n, text in enumerate(found, 1)
    ]
    return HearingPage.objects.bulk_create(pages)


def sha(text: str) -> str:
    """Return the hash of a page."""
    return hashlib.sha256(text.encode()).hexdigest()
