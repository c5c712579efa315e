"""How the entries of the life cycle are called in a history."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

OF_LIFE: Final = {
    "credential.review_approved": _("A level of review approved"),
    "credential.review_returned": _("Returned to the level below"),
    "credential.object": _("An objection came in"),
    "credential.answer_objection": _("The objection was answered"),
    "credential.correct": _("The application was corrected"),
    "credential.handed_over": _("Handed over to the issuing authority"),
    "credential.deliver": _("The card was given to the holder"),
    "credential.receive": _("The holder confirmed the receipt"),
    "credential.check_annually": _("Annual check"),
    "credential.lapse": _("Lapsed: the annual check was not done"),
    "credential.revive": _("Valid again after the annual check"),
    "credential.remind": _("Reminded of the last day"),
    "credential.hand_on_check": _("Annual check handed on from the former card"),
    "credential.expire": _("Expired without renewal"),
    "credential.renew": _("Renewed by a new card"),
    "credential.change": _("Changed by a new card"),
    "credential.replace_damaged": _("The damaged card was replaced"),
    "credential.complete_task": _("Done"),
    "credential.propose_revoke": _("Proposed for revocation"),
    "credential.propose_suspend": _("Proposed for suspension"),
    "credential.hear": _("The officer made a statement"),
    "credential.decide": _("The proposal was decided"),
}
