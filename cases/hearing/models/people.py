"""Who sits and who attends a hearing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.hearing import Hearing


class HearingSeat(models.Model):
    """Somebody who sits beside chair and recorder: a hearing officer (听证员) or a translator."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("hearing officer (听证员)")
        TRANSLATOR = "translator", _("translator")

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=10, choices=Role.choices)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["role", "pk"]

    def __str__(self) -> str:
        return self.name


class HearingAttendee(models.Model):
    """Somebody who attends a session: the party, its agents, the officers, a third party, a witness."""

    class Role(models.TextChoices):
        PARTY = "party", _("party or its legal representative")
        AGENT = "agent", _("agent of the party")
        INVESTIGATOR = "investigator", _("officer who investigated")
        THIRD = "third", _("third party")
        WITNESS = "witness", _("witness or expert")

    class Authority(models.TextChoices):
        NONE = "", _("none")
        GENERAL = "general", _("general authority")
        SPECIAL = "special", _("express authority to waive or withdraw")

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="attendees")
    session = models.PositiveSmallIntegerField(default=1)
    role = models.CharField(max_length=12, choices=Role.choices)
    name = models.CharField(max_length=60)
    authority = models.CharField(max_length=8, choices=Authority.choices, blank=True)
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "session", "role", "name"], name="hearing_attendee_once")
        ]

    def __str__(self) -> str:
        return self.name
