"""Check a result sheet that somebody holds: its number, code and points against the result; nothing else is told."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from exams.marking.sheet import code_of
from exams.models import Result, Sitting


class Verdict(StrEnum):
    """What a sheet is worth: ``replaced`` and ``void`` ones were genuine and count no more."""

    GENUINE = "genuine"
    REPLACED = "replaced"
    VOID = "void"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is told of a sheet; name and exam only of one whose number, code and points all fit."""

    verdict: Verdict
    name: str = ""
    exam: str = ""
    passed: bool = False


def check_sheet(*, number: int, code: str, points: Decimal) -> Finding:
    """Return what a sheet is worth by what stands on it: ``code`` hexadecimal, blanks allowed; ``points`` in points.

    Whoever does not hold the sheet cannot guess its code, and learns of no result whether it exists.
    """
    typed = "".join(code.split()).lower()
    result = Result.objects.select_related("person", "session__exam").filter(pk=number).first()
    fits = result is not None and hmac.compare_digest(code_of(result).encode(), typed.encode())
    if result is None or not fits or points * 100 != result.points:
        return Finding(Verdict.FALSE)
    return Finding(_worth(result), masked_name(result.person.name), result.session.exam.title, result.passed)


def _worth(result: Result) -> Verdict:
    if Result.objects.filter(supersedes=result).exists():
        return Verdict.REPLACED
    void = Sitting.objects.filter(pk=result.sitting_id, state=Sitting.State.VOIDED).exists()
    return Verdict.VOID if void else Verdict.GENUINE


def masked_name(name: str) -> str:
    """Return a name of which only the first character is read: 何＊＊."""
    return name[:1] + "＊" * (len(name) - 1)
