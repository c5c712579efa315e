"""Exams, their sessions and the frozen forms that candidates get."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
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
    field = models.CharField(_("field of enforcement"), max_length=40, blank=True, help_text="of a professional paper")
    blueprint = models.JSONField(help_text="exams.papers.blueprint.Blueprint")
    scoring = models.JSONField(help_text="exams.scoring.Rules")
    attempts = models.PositiveSmallIntegerField(help_text="sittings a person may have in this exam")
    training_hours = models.PositiveSmallIntegerField(
        default=0, help_text="hours of training needed to sit, 0 for none"
    )
    retake_days = models.PositiveSmallIntegerField(default=0, help_text="days between two sittings of a person")
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
        CANCELLED = "cancelled", _("cancelled")

    class Kind(models.TextChoices):
        """Whom it is for."""

        REGULAR = "regular", _("regular session")
        MAKE_UP = "make_up", _("make-up session (补考)")

    class Takeover(models.TextChoices):
        """How a candidate may go on at another device."""

        FREE = "free", _("by themselves")
        CODE = "code", _("with a code from the proctor")

    class Photo(models.TextChoices):
        """Whether a photo is taken before the start. There is always a way without one."""

        NONE = "none", _("no photo")
        OPTIONAL = "optional", _("a photo, or an identity check by the proctor")

    class FocusAct(models.TextChoices):
        """What happens when the page was left more often than allowed, after a warning each time."""

        RECORD = "record", _("it is recorded for people to look at")
        SUBMIT = "submit", _("the paper is handed in")

    exam = models.ForeignKey(Exam, models.PROTECT, related_name="sessions")
    title = models.CharField(_("title"), max_length=80)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    grace_seconds = models.PositiveSmallIntegerField(help_text="answers under way at the end are taken so much longer")
    forms_wanted = models.PositiveSmallIntegerField(_("parallel papers"))
    release_at_once = models.BooleanField(_("show the result right after submission"), default=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.REGULAR)
    fixed = models.BooleanField(
        _("everybody ends at the same time"),
        default=False,
        help_text="the time runs from the opening, not from the start",
    )
    entry_until = models.DateTimeField(
        _("start until"), null=True, blank=True, help_text="later only when admitted late"
    )
    takeover = models.CharField(_("other device"), max_length=4, choices=Takeover.choices, default=Takeover.FREE)
    photo = models.CharField(_("photo"), max_length=8, choices=Photo.choices, default=Photo.NONE)
    focus_limit = models.PositiveSmallIntegerField(default=3, help_text="times a page may be left; 0: no limit")
    focus_act = models.CharField(max_length=6, choices=FocusAct.choices, default=FocusAct.RECORD)
    seb_keys = ArrayField(
        models.CharField(max_length=64),
        default=list,
        blank=True,
        help_text="Safe Exam Browser: config keys; none: any browser",
    )
    revision = models.PositiveIntegerField(
        default=0, help_text="rises with every intervention, so that browsers ask anew"
    )
    to_practice = models.BooleanField(_("open its items for practice after release"), default=False)
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
    version = models.PositiveSmallIntegerField(default=1, help_text="of content and shuffle: exams.shuffle")
    points = models.PositiveIntegerField(default=0, help_text="1/100 points of all its items")

    class Meta:
        ordering = ["session", "number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="form_number_once")]
        indexes = [GinIndex(fields=["item_versions"], name="form_items")]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.number}"
