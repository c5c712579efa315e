"""What happens around a sitting: events, interventions of proctors, late packets, photos, the browser asked for."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exams.models.pairs import both_or_neither
from exams.models.paper import Session
from exams.models.place import Room, Site
from exams.models.sitting import Candidate, Sitting


class SittingEvent(models.Model):
    """What a browser reported or the server saw. Evidence for people: no event decides anything by itself."""

    class Kind(models.TextChoices):
        """What it was."""

        FOCUS_LOST = "focus_lost", _("left the page")
        FOCUS_BACK = "focus_back", _("came back to the page")
        OFFLINE = "offline", _("network lost")
        ONLINE = "online", _("network back")
        FULLSCREEN_LEFT = "fullscreen_left", _("left the full screen")
        COPY = "copy", _("copied or pasted")
        RELOADED = "reloaded", _("opened the page again")
        WARNED = "warned", _("was warned")
        SEB_REFUSED = "seb_refused", _("not in the browser asked for")

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    lease = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(help_text="counted by the browser, so that a repeated batch enters once")
    elapsed_ms = models.PositiveIntegerField(default=0, help_text="since the page was opened, on the browser's clock")
    seconds = models.PositiveIntegerField(default=0, help_text="how long it lasted, where it has an end")
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "lease", "number", "kind"], name="sitting_event_once")
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.kind}"


class SittingWatch(models.Model):
    """What the console shows of a sitting beside its row: last signs of life and counts of events.

    All of it can be worked out again from journal and events; no answer waits for it, and losing it harms nobody.
    """

    sitting = models.OneToOneField(
        Sitting, models.DO_NOTHING, primary_key=True, related_name="watch", db_constraint=False
    )
    session = models.ForeignKey(Session, models.DO_NOTHING, related_name="+", db_constraint=False)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="its browser last asked for something")
    saved_at = models.DateTimeField(null=True, blank=True, help_text="its browser last saved")
    focus = models.PositiveIntegerField(default=0, help_text="times the page was left for longer than the setting says")
    warned = models.PositiveIntegerField(default=0, help_text="warnings shown")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.seen_at}"


class Intervention(models.Model):
    """What a proctor did to one candidate, a room, a site or a session. A trigger refuses every change."""

    class Kind(models.TextChoices):
        """What was done."""

        EXTEND = "extend", _("more time")
        PAUSE = "pause", _("paused")
        RESUME = "resume", _("resumed")
        VOID = "void", _("declared void")
        REINSTATE = "reinstate", _("reinstated")
        ADMIT_LATE = "admit_late", _("admitted late")
        TERMINATE = "terminate", _("paper taken in")
        SEB_OVERRIDE = "seb_override", _("another browser allowed")
        PRESENT = "present", _("identity checked")
        UNCHECK = "uncheck", _("check of the identity undone")
        REOPEN = "reopen", _("opened again")

    session = models.ForeignKey(Session, models.PROTECT, related_name="interventions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, blank=True, related_name="interventions")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    seconds = models.PositiveIntegerField(default=0)
    reason = models.CharField(_("reason"), max_length=500)
    touched = models.PositiveIntegerField(help_text="sittings that it changed")
    sittings = ArrayField(models.BigIntegerField(), default=list, help_text="their ids, in order")
    done_at = models.DateTimeField()
    done_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["session", "kind"], name="intervention_of")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.kind}"


class LatePacket(models.Model):
    """Answers that came after the end, in quarantine: a person decides, nothing is graded or dropped silently."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waits for a decision")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="late_packets")
    sha256 = models.CharField(max_length=64, help_text="of its content, so that it enters once")
    lease = models.PositiveSmallIntegerField()
    masks = models.JSONField(help_text='{"3": 2}: answers by question')
    texts = models.JSONField(null=True, blank=True)
    ages_ms = models.JSONField(default=dict, help_text="how long before sending each answer was given, by the browser")
    received_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "sha256"], name="late_packet_once"),
            both_or_neither("decided", name="late_packet_decided_by"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="late_packet_decided",
            ),
        ]
        indexes = [models.Index(fields=["sitting"], condition=Q(state="waiting"), name="late_packet_waiting")]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.state}"


class IdentityPhoto(models.Model):
    """A photo that a candidate consented to, kept sealed and only until its day (个人信息保护法第二十八条)."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="photos")
    sha256 = models.CharField(max_length=64)
    file = models.CharField(
        max_length=200, blank=True, help_text="its place under MEDIA_ROOT, sealed; empty once deleted"
    )
    taken_at = models.DateTimeField()
    keep_until = models.DateField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.sha256[:8]}"


class BrowserConfig(models.Model):
    """The configuration of the Safe Exam Browser that this system made for a session; its key stands in the session."""

    session = models.OneToOneField(Session, models.PROTECT, related_name="browser_config")
    settings = models.JSONField(help_text="exams.proctoring.seb_file")
    key = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["session"]

    def __str__(self) -> str:
        return f"{self.session_id} {self.key[:8]}"
