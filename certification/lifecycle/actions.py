"""The acts that the page of a credential offers, each with its form and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certification.cancel import cancel
from certification.history import AFTER
from certification.lifecycle.change import change
from certification.lifecycle.deliver import deliver
from certification.lifecycle.forms.keep import ChangeForm, DeliverForm, RenewForm, WordsForm
from certification.lifecycle.forms.withdraw import CancelForm, ProposeForm, RestoreForm, SuspendForm
from certification.lifecycle.propose import propose_revocation
from certification.lifecycle.renew import opens_on, renew
from certification.models import Credential, Delivery, Proposal
from certification.replace import replace, replace_damaged
from certification.report_loss import report_loss
from certification.restore import restore
from certification.suspend import suspend
from enforcement import clock


@dataclass(frozen=True)
class Action:
    """An act on a credential; ``after`` names the states it may follow, as the history does."""

    code: str
    after: str
    duties: frozenset[str]
    form: type[forms.Form]
    act: Callable[..., Any]
    title: str | Promise
    lead: str | Promise
    done: str | Promise
    icon: str
    tone: str = "plain"


def _action(code: str, duties: str, *rest: Any, after: str = "") -> Action:
    return Action(code, after or code, frozenset(duties.split()), *rest)


ACTIONS: Final = {
    action.code: action
    for action in (
        _action(
            "deliver", "issue apply", DeliverForm, deliver, _("Give the card to the holder"),
            _("The holder confirms on the phone, or signs on paper."), _("It is recorded."), "hand-grab", "primary",
            after="suspend",
        ),
        _action(
            "restore", "issue", RestoreForm, restore, pgettext_lazy("credential", "Restore"),
            _("After training the holder may enforce again."), _("The credential is restored."),
            "player-play", "primary",
        ),
        _action(
            "replace", "issue", WordsForm, replace, pgettext_lazy("credential", "Replace"),
            _("A new card with a number of its own."), _("The new credential is issued."), "refresh", "primary",
        ),
        _action(
            "renew", "issue", RenewForm, renew, pgettext_lazy("credential", "Renew"),
            _("A new card; this one ends when it begins."), _("The new credential is issued."),
            "rotate-clockwise", "primary",
        ),
        _action(
            "change", "issue", ChangeForm, change, _("Change what it says"),
            _("A new card from today; this one is superseded. A new name is entered with the person first."),
            _("The new credential is issued."), "edit",
        ),
        _action(
            "replace_damaged", "issue", WordsForm, replace_damaged, _("Replace a damaged card"),
            _("The damaged card is given back; no notice is needed."), _("The new credential is issued."), "refresh",
        ),
        _action(
            "report_loss", "apply", WordsForm, report_loss, _("Report it lost"),
            _("The card is not valid from this moment. The notice of the loss follows within days."),
            _("The loss is reported."), "map-pin-off", "danger",
        ),
        _action(
            "suspend", "issue", SuspendForm, suspend, pgettext_lazy("credential", "Suspend"),
            _("The holder may not enforce the law meanwhile. Unit and issuer are to be told within days."),
            _("The credential is suspended."), "player-pause", "danger",
        ),
        _action(
            "propose", "supervise apply issue examine", ProposeForm, propose_revocation, _("Propose to revoke"),
            _("The credential stays as it is until another body decides; the officer is heard first."),
            _("The proposal waits for the statement and the decision."), "gavel", "danger", after="revoke",
        ),
        _action(
            "cancel", "issue", CancelForm, cancel, _("Cancel it: the holder left (注销)"),
            _("The holder has left enforcement."), _("The credential is cancelled."), "user-off", "danger",
        ),
    )
}  # fmt: skip


def offered(row: Credential, *, last: str, held: frozenset[str]) -> Iterator[Action]:
    """Yield the acts that a person with some duties may do, as the credential stands."""
    for action in ACTIONS.values():
        if action.duties & held and last in AFTER[action.after] and _fits(action.code, row):
            yield action


def _fits(code: str, row: Credential) -> bool:
    """Return whether an act has something to do."""
    if code == "deliver":
        ours = row.application_id is not None or row.supersedes_id is not None  # what was entered was given before
        return ours and not Delivery.objects.filter(credential=row).exists()
    if code == "renew":
        return opens_on(row) <= clock.today() <= row.valid_to and not _followed(row)
    if code in {"change", "replace_damaged"}:
        return clock.today() <= row.valid_to and not _followed(row)
    if code == "propose":
        return not Proposal.objects.filter(credential=row, kind="revoke", outcome="").exists()
    return True


def _followed(row: Credential) -> bool:
    return Credential.objects.filter(supersedes=row).exists()
