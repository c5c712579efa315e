"""R39: what a case cites was in force and registered on the day of the act that cites it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.based import BasisFact
from cases.rules.file import CaseFile
from cases.rules.registry import Finding, Rule, Severity
from cases.rules.saying import finding

ARTICLE = "中华人民共和国行政处罚法第三十八条"


def in_force(file: CaseFile) -> Iterator[Finding]:
    """Judge R39. What is cited but unknown counts only where the register is declared complete."""
    for basis in file.bases:
        if basis.code == "unregistered" and file.legal.norms_complete:
            yield _found(
                basis, _("“%(title)s” is cited and is not in the register of norms."),
                _("Have it registered, or correct the citation."), "yellow",
            )  # fmt: skip
        elif basis.code in _SAID:
            added = basis.code == "not_yet" and basis.articles
            yield _found(
                basis,
                _ADDED if added else _SAID[basis.code],
                _("Correct the paper: an act without a basis in force is void."),
                "red",
            )


def _found(basis: BasisFact, message: str, remedy: str, severity: Severity) -> Finding:
    return finding(
        "R39", message, article=ARTICLE, severity=severity, day=basis.on,
        key=f"{basis.act}:{basis.title}:{basis.code}", step="P14" if basis.act == "decision" else "P09", remedy=remedy,
        title=basis.title, articles=basis.articles, on=basis.on, since=basis.since or basis.on,
    )  # fmt: skip


_SAID = {
    "not_yet": _("“%(title)s” is cited on %(on)s and came into force on %(since)s only."),
    "expired": _("“%(title)s” is cited on %(on)s and was in force until %(since)s only."),
    "repealed_article": _("“%(title)s” is cited with %(articles)s, repealed on %(since)s."),
}
_ADDED = _("“%(title)s” is cited on %(on)s with %(articles)s, added on %(since)s only.")
RULES = (Rule("R39", gettext_lazy("What is cited is in force and registered"), ARTICLE, in_force),)
