"""Exams, their sessions and the frozen forms that candidates get."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency
from exams.models.bank import Bank


class Exam(models.Model):
    """An exam of one cycle: what it examines and by which rules. Points are in 1/100."""

    class Family(models.TextChoices):
        """Whom it is for."""

        OFFICER = "officer", _("officer qualification (资格考试)")
        LEADER = "leader", _("leaders' knowledge of the law (学法用法考试)")

    class Subject(models.TextChoices):
        """What it examines (山东省行政执法监督条例第十条第二款)."""

        PUBLIC_LAW = "public_law", _("public law (公共法律知识)")
        PROFESSIONAL = "professional", _("professional law (专业法律知识)")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    bank = models.ForeignKey(Bank, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=80)
    family = models.CharField(_("kind"), max_length=10, choices=Family.choices, default=Family.OFFICER)
    subject = models.CharField(_("subject"), max_length=14, choices=Subject.choices, default=Subject.PUBLIC_LAW)
    pass_mark = models.PositiveIntegerField(help_text="1/100 points")
    minutes = models.PositiveSmallIntegerField()
    blueprint = models.JSONField(help_text="exams.blueprint.Blueprint")
    scoring = models.JSONField(help_text="exams.scoring.Rules")
    attempts = models.PositiveSmallIntegerField(help_text="sittings a person may have in this exam")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def pass_points(self) -> str:
        """The pass mark as people write it."""
        return f"{self.pass_mark / 100:g}"


class Session(models.Model):
    """A session (场次): a window in which the registered candidates sit."""

    class State(models.TextChoices):
        """Where a session stands. The clock closes it too: see ``exams.states``."""

        DRAFT = "draft", _("being prepared")
        OPEN = "open", _("open to candidates")
        CLOSED = "closed", _("session closed")
        RELEASED = "released", _("results released")

    exam = models.ForeignKey(Exam, models.PROTECT, related_name="sessions")
    title = models.CharField(_("title"), max_length=80)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    grace_seconds = models.PositiveSmallIntegerField(help_text="answers under way at the end are taken so much longer")
    forms_wanted = models.PositiveSmallIntegerField(_("parallel papers"))
    release_at_once = models.BooleanField(_("show the result right after submission"), default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["-opens_at"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="session_window_in_order"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="session_has_time"),
        ]

    def __str__(self) -> str:
        return self.title


class Form(models.Model):
    """One frozen parallel paper. ``content`` is its canonical JSON, without any key. A trigger refuses every change."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="forms")
    number = models.PositiveSmallIntegerField()
    item_versions = ArrayField(models.BigIntegerField(), help_text="ids in the form's order")
    difficulty = models.PositiveSmallIntegerField(help_text="sum over its items")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["session", "number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="form_number_once")]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.number}"
