"""The settings by which a case is judged: those in force on the day of its decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cases.models import Case
from cases.rules.file import Legal
from cases.settings_read import codes, legal_of
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import History


def settled_on(case: Case, today: date) -> date:
    """Return the day whose settings a case is judged by.

    That of the decision; before it today, for who acts now keeps to what holds now; of a case closed without a decision
    the day on which it was closed.
    """
    decision = getattr(case, "decision", None)
    return min(decision.decided_on if decision else case.closed_on or today, today)


class Settings:
    """The settings of agencies on the days of their cases: one query for each agency, however many the days."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.known: dict[int, History] = {}
        self.read: dict[tuple[int, date | None], Legal] = {}

    def of(self, case: Case) -> Legal:
        """Return the settings that a case is judged by; alarms come on as they are set today."""
        agency = case.agency
        now = self._on(agency, self.today)
        then = self._on(agency, settled_on(case, self.today))
        return then if then is now else replace(then, points=now.points)

    def _on(self, agency: Agency, day: date) -> Legal:
        if agency.pk not in self.known:
            self.known[agency.pk] = History(codes(), agency=agency, until=self.today)
        history = self.known[agency.pk]
        key = (agency.pk, history.since(day))
        if key not in self.read:
            self.read[key] = legal_of(history.on(day))
        return self.read[key]
