"""What supervisors did to learn the facts, and who of them withdrew (行政执法监督条例第二十二条)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters.models.matter import Matter


class Measure(models.Model):
    """A measure of investigation, by at least two supervisors with the certificate that each showed."""

    class Kind(models.TextChoices):
        SELF_EXPLANATION = "self", _("explanation by the organ itself (自查说明)")
        INSPECTION = "inspection", _("inspection (检查)")
        INTERVIEW = "interview", _("interview (访谈)")
        UNDERCOVER = "undercover", _("visit without notice (暗访)")
        FORUM = "forum", _("forum or hearing (座谈、听证)")
        DOCUMENTS = "documents", _("files called in and copied (调阅复制)")
        TALK = "talk", _("talk with the head (约谈)")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    held_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=200, help_text="whom or what: a person, an office, files")
    text = models.TextField()
    officers = models.JSONField(default=list, help_text="person, name and certificate of each, as of the day")

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class Recusal(models.Model):
    """A supervisor who takes no part in a matter."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="recusals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)
    on = models.DateField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["matter", "person"], name="matter_recused_once")]

    def __str__(self) -> str:
        return f"{self.matter} {self.name}"
