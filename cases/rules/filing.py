"""R05, R06 and R29: the clue is checked in time, the case is filed before it is investigated, within the limitation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile
from cases.rules.older import FIRST
from cases.rules.people import WORDS, is_penalty
from cases.rules.registry import Finding, Rule
from cases.rules.saying import TRANSLATED, finding
from cases.rules.thresholds import Term
from cases.rules.time import filing_due, filing_extended_due, limitation_until
from cases.rules.timed import late, lit

CHECK = "市场监督管理行政处罚程序规定第十八条"
FILING = "中华人民共和国行政处罚法第五十四条"
LIMITATION = "中华人民共和国行政处罚法第三十六条"
GENERAL = "P"


def checked_in_time(file: CaseFile) -> Iterator[Finding]:
    """Judge R05: red past the term with its extension; past the plain one yellow while no extension is on record."""
    if file.clue_on is None or file.chart != GENERAL:
        return
    settled = [s.left_on for s in file.steps if s.code == "P03" and s.left_on]
    done = file.filed_on or min(settled, default=file.closed_on)
    until = done or file.today
    pauses = [s if s.to_on else replace(s, to_on=max(s.from_on, until)) for s in file.check_pauses]
    first = filing_due(file.clue_on, file.legal, file.calendar, pauses)
    granted = file.check_extended_on is not None and file.check_extended_on <= first
    granted = granted or any(s.extended for s in file.steps if s.code in {"P02", "P03"})
    pauses = [s for s in pauses if granted or s.from_on <= first]  # what has ended stands still no more
    last = filing_extended_due(file.clue_on, file.legal, file.calendar, pauses)
    days = file.legal.filing_days + (file.legal.filing_extension_days if granted else 0)
    term = Term(last if granted else first, days)
    if done is None and any(s.to_on is None and s.from_on <= term.due_on for s in file.check_pauses):
        return  # it stands still for a test: when it ends is not known yet
    hit = lit(file, "R05", term, done)
    if hit is not None:
        over = late(term, file, done)
        may_be_extended = not granted and (done or file.today) <= last
        said = (
            _("The clue of %(clue)s should have been checked and decided upon by %(due)s.") if over
            else _("The clue of %(clue)s must be checked and decided upon by %(due)s.")
        )  # fmt: skip
        yield finding(
            "R05", said, article=CHECK, severity="yellow" if hit[0] == "red" and may_be_extended else hit[0],
            day=hit[1], key="check", step="P03",
            remedy=_("Decide on the filing now; keep the approval of the extension in the file."),
            clue=file.clue_on, due=term.due_on,
        )  # fmt: skip


def filed_first(file: CaseFile) -> Iterator[Finding]:
    """Judge R06: evidence before filing is a pre-filing check; no decision without filing."""
    if file.chart != GENERAL:
        return
    for number, inquiry in enumerate(file.inquiries):
        if file.filed_on is not None and inquiry.on < file.filed_on and inquiry.kind != "check":
            yield finding(
                "R06",
                _("%(what)s of %(on)s lies before the filing of %(filed)s and is not marked as a pre-filing check."),
                article=FILING,
                severity="yellow",
                day=inquiry.on,
                key=f"early:{inquiry.id or number}",
                step="P05",
                remedy=_("Say in the report why it was lawful evidence before filing."),
                what=TRANSLATED + WORDS.get(inquiry.kind, WORDS["documents"]),
                on=inquiry.on,
                filed=file.filed_on,
            )
    yield from _filed_afterwards(file)
    investigated = [i.on for i in file.inquiries if i.kind != "check"]
    if file.filed_on is None and (file.decision is not None or investigated):
        yield finding(
            "R06", _("The case was never filed, yet it was investigated or decided."), article=FILING, blocks=True,
            day=file.decision.on if file.decision else min(investigated), key="unfiled", step="P03",
            remedy=_("File the case first: the head of the agency approves the filing."),
        )  # fmt: skip


def _filed_afterwards(file: CaseFile) -> Iterator[Finding]:
    """Find a decision (red) or a notice (yellow) that came before the case was filed."""
    filed = file.filed_on
    if filed is None:
        return
    if file.decision is not None and file.decision.on < filed:
        yield finding(
            "R06", _("The decision of %(on)s came before the case was filed on %(filed)s."), article=FILING,
            blocks=True, day=file.decision.on, key="decided", step="P03",
            remedy=_("File the case first: the head of the agency approves the filing."), on=file.decision.on,
            filed=filed,
        )  # fmt: skip
    for notice in file.notices:
        if notice.served_on < filed:
            yield finding(
                "R06", _("The notice of %(on)s was served before the case was filed on %(filed)s."), article=FILING,
                severity="yellow", day=notice.served_on, key=f"notified:{notice.served_on}", step="P03",
                remedy=_("Say in the file why the party was notified before; notify it again where facts were added."),
                on=notice.served_on, filed=filed,
            )  # fmt: skip


def discovered_too_late(file: CaseFile) -> str:
    """Return the last day of the limitation as ISO where the act was discovered after it, else ""."""
    if file.act_on is None or file.clue_on is None:
        return ""
    last = limitation_until(file.act_ended_on or file.act_on, file.legal, five_years=file.five_years)
    return last.isoformat() if file.clue_on > last else ""


def within_limitation(file: CaseFile) -> Iterator[Finding]:
    """Judge R29: an act discovered too late is not punished, unless a review found a longer or later limitation.

    A decision not to punish is what the law then asks for.
    """
    last = discovered_too_late(file)
    if not last or file.act_on is None or file.clue_on is None or (file.decision and not is_penalty(file)):
        return
    passed = any(r.passed for r in file.reviews)
    yield finding(
        "R29",
        _("The act of %(act)s was discovered on %(clue)s, after the limitation had run out on %(last)s."),
        article=LIMITATION,
        severity="yellow",
        blocks=not passed,
        day=file.clue_on,
        key="limitation",
        step="P03",
        remedy=_(
            "State until when the act lasted or why five years apply, or let the legal review say so;"
            " else withdraw the case."
        ),
        act=file.act_on,
        clue=file.clue_on,
        last=last,
    )


RULES = (
    Rule("R05", gettext_lazy("The clue is checked in time"), CHECK, checked_in_time),
    Rule(
        "R06",
        gettext_lazy("Filed before it is investigated"),
        FILING,
        filed_first,
        blocks=True,
        acts=frozenset({"conclude_investigation", "notify_party", "decide"}),
    ),
    Rule(
        "R29",
        gettext_lazy("Discovered within the limitation"),
        LIMITATION,
        within_limitation,
        severity="yellow",
        blocks=True,
        acts=frozenset({"decide", "penalise_on_spot"}),
        from_on=FIRST,
    ),
)
