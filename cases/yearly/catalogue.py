"""The tables of the yearly report, their lines and the rule by which each is counted.

A code never changes: published reports are kept as codes and figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise


@dataclass(frozen=True)
class Line:
    """A line. ``entered``: the agency enters it. ``of``: it is shown as a share of that line."""

    code: str
    title: Text
    entered: bool = False
    rule: Text = ""
    of: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """A table with the rule of its counting. ``is_public`` false: for the agency and its supervisors alone."""

    code: str
    title: Text
    rule: Text
    lines: tuple[Line, ...]
    is_public: bool = True


def _entered(*pairs: tuple[str, Text]) -> tuple[Line, ...]:
    return tuple(Line(code, title, entered=True) for code, title in pairs)


PENALTIES: Final = Table(
    "penalty", _("1 Penalties"),
    _("A penalty counts where its decision is dated in the year, on-the-spot decisions included. Several penalties in "
      "one case count once, in the heaviest class. A decision that was annulled still counts and is told beside. Money "
      "is the amount decided, not the amount paid; it is no target and not compared (art. 74)."),
    (
        Line("penalty.warning", _("Warning, public criticism")), Line("penalty.fine", _("Fine")),
        Line("penalty.confiscation", _("Confiscation of gains or things")),
        Line("penalty.suspend", _("Suspension of a licence, downgrading")),
        Line("penalty.revoke", _("Revocation of a licence")),
        Line("penalty.restrict", _("Restriction of business or of work in the trade"),
             rule=_("Both are one kind in article 9(4), so they stand in one line.")),
        Line("penalty.shutdown", _("Suspension of production or business, closure")),
        Line("penalty.detention", _("Administrative detention")), Line("penalty.other", _("Other penalties")),
        Line("penalty.total", _("Penalties in all")),
        Line("penalty.on_spot", _("of these on the spot")),
        Line("penalty.annulled", _("of these annulled or found illegal or invalid since")),
        Line("penalty.money", _("Fines and confiscations decided"), unit="yuan"),
    ),
)  # fmt: skip
PERMITS: Final = Table(
    "permit", _("2 Permits"), _("Permits are handled in another system; the agency enters its figures."),
    _entered(
        ("permit.applied", _("Permits applied for")), ("permit.accepted", _("Permit applications accepted")),
        ("permit.granted", _("Permits granted")), ("permit.refused", _("Permits refused")),
        ("permit.revoked", _("Permits revoked")),
    ),
)  # fmt: skip
COERCION: Final = Table(
    "coercion", _("3 Coercion"),
    _("Measures count on the day they are taken, executions on the day they begin. An application to the court counts "
      "once, whatever the court decides."),
    (
        Line("coercion.seize", _("Sealing or seizure")),
        *_entered(("coercion.freeze", _("Freezing of deposits")), ("coercion.person", _("Restriction of liberty")),
                  ("coercion.other", _("Other measures"))),
        Line("execution.surcharge", _("Additional fine imposed")), Line("execution.own", _("Executed by the agency")),
        *_entered(("execution.other", _("Other ways of execution"))),
        Line("execution.court", _("Applications to the court")),
        Line("coercion.preserve", _("Beside: registration and preservation of evidence"),
             rule=_("It secures evidence (art. 56) and is no coercive measure in the law's list.")),
    ),
)  # fmt: skip
OTHER: Final = Table(
    "other", _("4 Other acts"),
    _("An inspection counts once for each object with a full record: approval, notice, two officers and the finding. A "
      "patrol does not count. The agency enters the rest."),
    (
        Line("other.inspection", _("Inspections")),
        *_entered(
            ("other.levy", _("Levies")), ("other.requisition", _("Requisitions")),
            ("other.confirmation", _("Confirmations")), ("other.adjudication", _("Adjudications")),
            ("other.payment", _("Payments to people")), ("other.reward", _("Rewards")),
        ),
    ),
)  # fmt: skip
COVERAGE: Final = Table(
    "coverage", _("5 Officers with a credential"),
    _("People in enforcement posts on the establishment, and those of them whose credential is valid, as of 31 "
      "December or the day of counting if that is earlier."),
    (
        Line("officer.posts", _("People in enforcement posts")),
        Line("officer.valid", _("With a valid credential"), of="officer.posts"),
    ),
)  # fmt: skip
CASES: Final = Table(
    "case", _("6 Cases and remedies"),
    _("Each counts on its own day: filing, closing, decision, transfer. A remedy counts in the year it was asked for; "
      "corrected or lost counts in the year of the outcome, whichever year the decision is of."),
    (
        Line("case.filed", _("Cases filed")), Line("case.closed", _("Cases closed")),
        Line("case.no_penalty", pgettext_lazy("yearly", "No penalty")),
        Line("case.lighter", _("Mitigated or at the low end of the range")),
        Line("case.police", _("Sent to the police")), Line("remedy.reconsidered", _("Reconsiderations asked for")),
        Line("remedy.corrected", _("Corrected in reconsideration")), Line("remedy.sued", _("Lawsuits")),
        Line("remedy.lost", _("Lawsuits lost")),
    ),
)  # fmt: skip
OWN: Final = Table(
    "own", _("7 How the work was done"),
    _("For the agency and its supervisors. None of it is money (art. 74)."),
    (
        Line("own.timely", _("Steps done in time"), of="own.left"),
        Line("own.alarmed", _("Cases filed with a red alarm"), of="case.filed"),
        Line("own.heard", _("Decisions after a hearing"), of="own.decided"),
        Line("own.reviewed", _("Decisions after legal review"), of="own.decided"),
        Line("own.discussed", _("Decisions after collective discussion"), of="own.decided"),
        Line("penalty.annulled", _("Penalties annulled or found illegal or invalid since"), of="penalty.total"),
        Line("case.no_penalty", _("Cases concluded without penalty"), of="own.concluded"),
        Line("own.published", _("Decisions published in time"), of="own.to_publish"),
        Line("officer.trained", _("Officers with the hours of training of a year"), of="officer.posts"),
        Line("officer.hours", _("Hours of training in all"), unit="hours"),
        Line("officer.reviewers", _("Legal reviewers for each hundred officers"), of="officer.posts"),
    ),
    is_public=False,
)  # fmt: skip
TABLES: Final = (PENALTIES, PERMITS, COERCION, OTHER, COVERAGE, CASES, OWN)


def entered_lines() -> Iterator[Line]:
    """Yield the lines that the agency enters."""
    return (line for table in TABLES for line in table.lines if line.entered)
