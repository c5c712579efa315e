"""Training: courses and who was there for how long."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency, Person
from exams.models.pairs import both_or_neither


class Course(models.Model):
    """A course for officers (法治政府建设实施纲要（2021－2025年）第三十四项: at least 60 hours a person and year)."""

    class Kind(models.TextChoices):
        """What it teaches (山东省行政执法监督条例第十条第二款)."""

        PROFESSIONAL = "professional", _("professional law (专业法律知识)")
        PUBLIC_LAW = "public_law", _("public law (公共法律知识)")
        CONDUCT = "conduct", _("professional conduct (职业素养)")

    class Mode(models.TextChoices):
        """How it is held."""

        FACE = "face", _("face to face")
        ONLINE = "online", _("online")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=80)
    kind = models.CharField(_("subject"), max_length=14, choices=Kind.choices)
    mode = models.CharField(_("held"), max_length=6, choices=Mode.choices)
    hours = models.DecimalField(_("hours (学时)"), max_digits=5, decimal_places=1)
    from_on = models.DateField(_("first day"))
    to_on = models.DateField(_("last day"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    teacher = models.CharField(_("teacher"), max_length=60, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="attendance is final")
    closed_by = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="course_days_in_order"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="course_has_hours"),
            both_or_neither("closed", name="course_closed_by"),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """A person in a course, and the hours that count once they were there."""

    class State(models.TextChoices):
        """What became of it."""

        ENROLLED = "enrolled", _("enrolled")
        ATTENDED = "attended", _("attended")
        ABSENT = "absent", _("absent")

    course = models.ForeignKey(Course, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ENROLLED)
    hours = models.DecimalField(max_digits=5, decimal_places=1, default=0)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["course", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="attendance_once")]
        indexes = [models.Index(fields=["person", "state"], name="attendance_of")]

    def __str__(self) -> str:
        return f"{self.course_id}: {self.person_id} {self.state}"
