"""What is said about interventions, in whole sentences."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import ngettext

ORDER = ("assigned", "running", "paused", "submitted", "expired", "terminated", "voided")


def untouched_words(untouched: Mapping[str, int]) -> str:
    """Return how those stand whom an intervention left alone: "3 had handed in already. 1 had not begun."."""
    return " ".join(_standing(state, untouched[state]) for state in ORDER if untouched.get(state))


def done_words(kind: str, touched: int, untouched: Mapping[str, int]) -> str:
    """Return what an intervention did and what it left alone."""
    said = _did(kind, touched)
    rest = untouched_words(untouched)
    return f"{said} {rest}" if rest else said


def _standing(state: str, n: int) -> str:
    return {
        "assigned": lambda: ngettext("%(n)d had not begun.", "%(n)d had not begun.", n),
        "running": lambda: ngettext("%(n)d is under way.", "%(n)d are under way.", n),
        "paused": lambda: ngettext("%(n)d is paused.", "%(n)d are paused.", n),
        "submitted": lambda: ngettext("%(n)d had handed in already.", "%(n)d had handed in already.", n),
        "expired": lambda: ngettext("For %(n)d time was over.", "For %(n)d time was over.", n),
        "terminated": lambda: ngettext(
            "The paper of %(n)d had been taken in.", "The papers of %(n)d had been taken in.", n
        ),
        "voided": lambda: ngettext("The paper of %(n)d is void.", "The papers of %(n)d are void.", n),
    }[state]() % {"n": n}


def _did(kind: str, n: int) -> str:
    return {
        "extend": lambda: ngettext("%(n)d candidate has more time now.", "%(n)d candidates have more time now.", n),
        "pause": lambda: ngettext("%(n)d candidate is paused.", "%(n)d candidates are paused.", n),
        "resume": lambda: ngettext("%(n)d candidate goes on.", "%(n)d candidates go on.", n),
        "void": lambda: ngettext("%(n)d paper is declared void.", "%(n)d papers are declared void.", n),
        "reinstate": lambda: ngettext("%(n)d paper counts again.", "%(n)d papers count again.", n),
        "reopen": lambda: ngettext("%(n)d paper is open again.", "%(n)d papers are open again.", n),
        "admit_late": lambda: ngettext("%(n)d candidate may still start.", "%(n)d candidates may still start.", n),
        "terminate": lambda: ngettext("%(n)d paper is taken in.", "%(n)d papers are taken in.", n),
        "seb_override": lambda: ngettext(
            "%(n)d candidate may use another browser.", "%(n)d candidates may use another browser.", n
        ),
        "present": lambda: ngettext("%(n)d candidate is checked in.", "%(n)d candidates are checked in.", n),
        "uncheck": lambda: ngettext(
            "The identity of %(n)d candidate counts as not checked.",
            "The identity of %(n)d candidates counts as not checked.",
            n,
        ),
    }[kind]() % {"n": n}
