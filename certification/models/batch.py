"""Batches: many credentials issued or printed in the background, each item with its own state."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.models.application import Application
from certification.models.credential import Credential
from enforcement.jobs.models import Job
from enforcement.organisation.models import Agency


class IssueBatch(models.Model):
    """What somebody asked for at once. The work goes from stage to stage; its items say what is done."""

    class Kind(models.TextChoices):
        ISSUE = "issue", _("issue approved applications")
        REPRINT = "reprint", _("print cards again")

    class Duplex(models.TextChoices):
        LONG = "long", _("flip on the long edge")
        SHORT = "short", _("flip on the short edge")

    class State(models.TextChoices):
        RUNNING = "running", _("under way")
        STOPPED = "stopped", _("stopped for now")
        DONE = "done", _("finished")

    class Stage(models.TextChoices):
        CHECK = "check", _("checking")
        SIGN = "sign", _("numbering and signing")
        DRAW = "draw", _("drawing cards")
        PACK = "pack", _("packing the files")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=60)
    duplex = models.CharField(max_length=5, choices=Duplex.choices, default=Duplex.LONG)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", help_text="whose duty to issue opens it")
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    stage = models.CharField(max_length=5, choices=Stage.choices, default=Stage.CHECK)
    stage_at = models.DateTimeField(help_text="when this attempt at the stage began")
    stage_from = models.PositiveIntegerField(default=0, help_text="items that were past the stage then")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("batch of cards")

    def __str__(self) -> str:
        return self.title

    @property
    def series(self) -> str:
        """The ledger series of this batch."""
        return f"batch:{self.pk}"


class IssueItem(models.Model):
    """One card of a batch. Its state is written in the transaction that does what it says."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        CHECKED = "checked", _("checked")
        SIGNED = "signed", _("issued, to be drawn")
        DRAWN = "drawn", _("drawn")
        FAILED = "failed", _("left out")

    batch = models.ForeignKey(IssueBatch, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="+")
    credential = models.ForeignKey(Credential, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=400, blank=True, help_text="why it was left out, and what to do")
    part = models.PositiveSmallIntegerField(null=True, blank=True, help_text="the file its card is in")

    class Meta:
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="issue_item_position"),
            models.UniqueConstraint(fields=["batch", "application"], name="issue_item_application_once"),
            models.UniqueConstraint(fields=["batch", "credential"], name="issue_item_credential_once"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(state__in=["waiting", "checked"]), name="issue_item_in_one_batch"
            ),
            models.CheckConstraint(
                condition=Q(application__isnull=False) | Q(credential__isnull=False), name="issue_item_of_something"
            ),
        ]
        indexes = [models.Index(fields=["batch", "state", "position"], name="issue_item_next")]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.position} {self.state}"
