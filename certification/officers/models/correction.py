"""What an officer says is wrong in the register, and what the office answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enforcement.organisation.models import Agency
from exams.models.pairs import both_or_neither


class Correction(models.Model):
    """A request to correct one's own record (个人信息保护法第四十六条). The office answers it with words."""

    class About(models.TextChoices):
        """Which part of the record."""

        NAME = "name", _("name or sex")
        POST = "post", _("post or establishment (编制)")
        FIELDS = "fields", _("fields or area of enforcement")
        TRAINING = "training", _("training hours")
        EXAM = "exam", _("exam results")
        PAPERS = "papers", _("qualification or certificates")
        CREDENTIAL = "credential", pgettext_lazy("part of a record", "credential")
        PHOTO = "photo", _("photo")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", pgettext_lazy("correction", "waits for an answer")
        CORRECTED = "corrected", pgettext_lazy("correction", "corrected")
        REFUSED = "refused", pgettext_lazy("correction", "found right as it is")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="corrections")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", help_text="the agency that answers")
    about = models.CharField(max_length=10, choices=About.choices)
    words = models.TextField(max_length=500)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    answer = models.TextField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("request for correction")
        constraints = [both_or_neither("answered", name="correction_answered_by")]

    def __str__(self) -> str:
        return f"{self.person}: {self.about}"
