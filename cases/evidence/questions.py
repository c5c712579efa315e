"""Questions and answers of an interview, typed as 问：… 答：… one after the other. Pure."""

from __future__ import annotations

import re

MARK = re.compile(r"^\s*(问|答|Q|A)\s*[:：]\s*", re.IGNORECASE)


def pairs(text: str) -> list[list[str]]:
    """Return [[question, answer], …]; lines without a mark belong to what is before them."""
    found: list[list[str]] = []
    at = -1
    for line in text.splitlines():
        mark = MARK.match(line)
        rest = line[mark.end() :] if mark else line
        if mark and mark[1].upper() in "问Q":
            found.append([rest, ""])
            at = 0
        elif mark and found and not found[-1][1]:
            found[-1][1] = rest
            at = 1
        elif found and rest.strip():
            found[-1][at] = f"{found[-1][at]}\n{rest}" if found[-1][at] else rest
    return found


def is_whole(found: list[list[str]]) -> bool:
    """Return whether there is a question and each has its answer."""
    return bool(found) and all(question.strip() and answer.strip() for question, answer in found)
