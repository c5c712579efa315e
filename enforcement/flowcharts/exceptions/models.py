"""The two exceptions from a case staying on its version: a rule overlay, and an order to move one case."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.models.chart import Flowchart, FlowchartVersion
from enforcement.flowcharts.models.running import Run


class Overlay(models.Model):
    """What a changed statute lays over every version of a flowchart that took effect before its day."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        AGREED = "agreed", _("agreed, waits for its day")
        LAID = "laid", _("laid over")
        WITHDRAWN = "withdrawn", _("withdrawn")

    flowchart = models.ForeignKey(Flowchart, models.PROTECT, related_name="overlays")
    number = models.PositiveIntegerField(null=True, blank=True, unique=True, help_text="in the order they were laid")
    law = models.CharField(max_length=120)
    article = models.CharField(max_length=60)
    from_on = models.DateField(help_text="first day of the new law")
    reason = models.CharField(max_length=600)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    laid_at = models.DateTimeField(null=True, blank=True)
    runs = models.PositiveIntegerField(default=0, help_text="cases under way that it was laid over")

    class Meta:
        ordering = ["-drafted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="laid", number__isnull=False, laid_at__isnull=False)
                | Q(~Q(status="laid"), number__isnull=True, laid_at__isnull=True),
                name="overlay_laid_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.law}{self.article}"


class OverlayItem(models.Model):
    """One change: a limit or a guard of steps (by code, or ``act:serve``), or the length of a clock."""

    class Kind(models.TextChoices):
        LIMIT = "limit", _("time limit of a step")
        CLOCK = "clock", _("term of the whole case")
        GUARD = "guard", _("check at a step")

    overlay = models.ForeignKey(Overlay, models.PROTECT, related_name="items")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    target = models.CharField(max_length=66, help_text="code of a step, act:ACT, or the code of a clock")
    body = models.JSONField(help_text="the limit or guard as graph.Limit and graph.GuardRule have it")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"


class OverlayApproval(models.Model):
    """An approver's consent to an overlay, or the reasons against it."""

    overlay = models.ForeignKey(Overlay, models.PROTECT, related_name="approvals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agrees = models.BooleanField()
    comment = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["overlay", "person"], name="overlay_approval_once")]

    def __str__(self) -> str:
        return f"{self.overlay_id} {self.person_id}"


class OverlayChange(models.Model):
    """A due date that an overlay moved: was and now."""

    overlay = models.ForeignKey(Overlay, models.PROTECT, related_name="changes")
    run = models.ForeignKey(Run, models.PROTECT, related_name="overlay_changes")
    term = models.CharField(max_length=160)
    was_on = models.DateField(null=True, blank=True)
    now_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.term} {self.was_on}→{self.now_on}"


class VersionOrder(models.Model):
    """An order to move one case to another published version: the only way that a run changes its version."""

    class Status(models.TextChoices):
        ASKED = "asked", _("waits for approval")
        AGREED = "agreed", _("agreed")
        DONE = "done", _("moved")
        REFUSED = "refused", _("not approved")

    run = models.ForeignKey(Run, models.PROTECT, related_name="orders")
    from_version = models.ForeignKey(FlowchartVersion, models.PROTECT, related_name="+")
    to_version = models.ForeignKey(FlowchartVersion, models.PROTECT, related_name="+")
    node_map = models.JSONField(help_text="id of the open node → key of the node it goes on at")
    reason = models.CharField(max_length=600)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["run"], condition=Q(status__in=["asked", "agreed"]), name="order_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(from_version=F("to_version")), name="order_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.from_version_id} → {self.to_version_id}"


class OrderApproval(models.Model):
    """The word of the head of the agency, or of a supervisor, on an order."""

    class Role(models.TextChoices):
        HEAD = "head", _("head of the agency")
        SUPERVISOR = "supervisor", _("supervisor")

    order = models.ForeignKey(VersionOrder, models.PROTECT, related_name="approvals")
    role = models.CharField(max_length=10, choices=Role.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agrees = models.BooleanField()
    comment = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["order", "role"], name="order_approval_role"),
            models.UniqueConstraint(fields=["order", "person"], name="order_approval_person"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.role}"
