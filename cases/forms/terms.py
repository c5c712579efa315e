"""Forms about terms: extend one, stop it, let it run again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.asking import duty_title
from cases.extend_term import extend_term
from cases.forms.base import ActForm, choice, day_field, long_text
from cases.models import Case
from cases.open_terms import GROUNDS, Term, terms_of
from cases.pages import Page, bind
from cases.resume_term import resume_term, standing
from cases.suspend_term import suspend_term
from enforcement.web.times import say_day

DOCUMENT_HELP = _("Its name or number, for example the approval form or the minutes of the discussion.")


class ExtendTermForm(ActForm):
    """Which term, by how much, and why."""

    term = choice(_("Term"))
    length = forms.IntegerField(label=_("Days to add"), min_value=1, max_value=365)
    reason = long_text(_("Why the time is not enough"), rows=3)
    document = forms.CharField(label=_("Document that grants it"), max_length=120, help_text=DOCUMENT_HELP)

    def prepare(self) -> None:
        """Offer the terms that the chart lets be extended now."""
        found = [t for t in terms_of(self.case) if t.extension is not None]
        self.fields["term"].choices = [(t.key, say_extension(t)) for t in found]  # type: ignore[attr-defined]
        if len(found) == 1 and found[0].extension is not None:
            self.fields["term"].initial, self.fields["length"].initial = found[0].key, found[0].extension.by


class SuspendTermForm(ActForm):
    """Which term stands still, since when and why."""

    days = ("from_on",)
    term = choice(_("Term"))
    ground = choice(_("Ground"))
    document = forms.CharField(label=_("Document of the suspension"), max_length=120, help_text=DOCUMENT_HELP)
    from_on = day_field(_("First day that does not count"))

    def prepare(self) -> None:
        """Offer the terms and grounds of the chart."""
        found = [t for t in terms_of(self.case) if t.grounds]
        offered: dict[str, Any] = {g: GROUNDS[g] for t in found for g in sorted(t.grounds)}
        self.fields["term"].choices = [(t.key, t.title) for t in found]  # type: ignore[attr-defined]
        self.fields["ground"].choices = list(offered.items())  # type: ignore[attr-defined]
        for name in ("term", "ground"):
            only = self.fields[name].choices  # type: ignore[attr-defined]
            self.fields[name].initial = only[0][0] if len(only) == 1 else None


class ResumeTermForm(ActForm):
    """Which suspension ends, and when."""

    days = ("to_on",)
    pause_id = forms.TypedChoiceField(label=_("Suspension"), coerce=int, widget=forms.RadioSelect)
    to_on = day_field(_("First day that counts again"))

    def prepare(self) -> None:
        """Offer the suspensions that last."""
        found = [(p.pk, f"{GROUNDS[p.ground]} · {say_day(p.from_on)} · {p.document}") for p in standing(self.case)]
        self.fields["pause_id"].choices = found  # type: ignore[attr-defined]
        self.fields["pause_id"].initial = found[0][0] if len(found) == 1 else None


def say_extension(term: Term) -> str:
    """Return a term with what may be added and who grants it."""
    rule = term.extension
    if rule is None:
        return term.title
    words = {"term": term.title, "days": rule.by, "who": duty_title(rule.approver)}
    if not rule.fixed:
        return gettext("%(term)s: a further extension of reasonable length; decided by: %(who)s") % words
    if rule.unit == "working":
        return gettext("%(term)s: at most %(days)s working days; granted by: %(who)s") % words
    return gettext("%(term)s: at most %(days)s days; granted by: %(who)s") % words


def _extendable(case: Case) -> bool:
    return any(t.extension is not None for t in terms_of(case))


def _suspendable(case: Case) -> bool:
    return any(t.grounds for t in terms_of(case)) and not _stands(case)


def _stands(case: Case) -> bool:
    return standing(case).exists()


bind(
    Page(
        "extend_term", _("Extend the term"), ExtendTermForm, extend_term, any_time=True, duty="decide",
        icon="calendar-plus", submit=_("Extend"), offered=_extendable,
        help=_("Only an extension granted before the term ends counts."),
    )
)  # fmt: skip
bind(
    Page(
        "suspend_term", _("Stop the term"), SuspendTermForm, suspend_term, any_time=True, icon="player-pause",
        submit=_("Stop the term"), offered=_suspendable,
        help=_("Days that the law does not count are taken out, with the document that says so."),
    )
)  # fmt: skip
bind(
    Page(
        "resume_term", _("Let the term run again"), ResumeTermForm, resume_term, any_time=True, icon="player-play",
        submit=_("Let it run again"), offered=_stands,
    )
)  # fmt: skip
