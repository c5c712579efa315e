"""Complaints: what the public says of an officer or of a case, and what the supervisors answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Case
from certification.models import Credential
from enforcement.organisation.models import Agency
from enforcement.organisation.secrecy import unseal


class Complaint(models.Model):
    """One complaint. ``agency`` is the one complained about, or the government where that is not known.

    The tracking code is kept as its keyed digest alone; name and telephone of the sender are kept encrypted.
    """

    class Kind(models.TextChoices):
        NOT_SHOWN = "not_shown", _("No credential was shown")
        CONDUCT = "conduct", _("Rude or violent conduct")
        MONEY = "money", _("Took money or gifts")
        UNLAWFUL = "unlawful", _("Unlawful inspection or penalty")
        INVALID = "invalid", _("Enforced with a credential that is not valid")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("complaint", "received")
        EXAMINED = "examined", pgettext_lazy("complaint", "being examined")
        ANSWERED = "answered", pgettext_lazy("complaint", "answered")

    class Outcome(models.TextChoices):
        FOUNDED = "founded", _("Well founded")
        UNFOUNDED = "unfounded", _("Not founded")
        PASSED_ON = "passed_on", _("Passed on to another body")

    code_digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    credential = models.ForeignKey(Credential, models.PROTECT, null=True, blank=True, related_name="complaints")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="complaints")
    officer_said = models.CharField(max_length=100, blank=True, help_text="name or number as typed")
    case_said = models.CharField(max_length=60, blank=True, help_text="number of a case or decision as typed")
    happened_on = models.DateField()
    place = models.CharField(max_length=100)
    words = models.TextField()
    name_sealed = models.TextField(blank=True, editable=False)
    phone_sealed = models.TextField(blank=True, editable=False)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.RECEIVED)
    due_on = models.DateField(null=True, blank=True, help_text="by when to take it up, then to answer it")
    taken_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )  # fmt: skip
    taken_up_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    passed_to = models.CharField(max_length=80, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_up_at__isnull=True, taken_up_by__isnull=True)
                | Q(taken_up_at__isnull=False, taken_up_by__isnull=False),
                name="complaint_taken_up_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, outcome="", answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                name="complaint_answered_whole",
            ),
        ]
        indexes = [models.Index(fields=["agency", "due_on"], condition=~Q(state="answered"), name="complaint_open")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Return the supervisors' page of it."""
        return reverse("supervision_complaint", args=[self.pk])

    @property
    def number(self) -> str:
        """How supervisors call it; it says nothing of the tracking code."""
        return f"TS{self.made_at:%Y}-{self.pk:05}"

    @property
    def series(self) -> str:
        """The ledger series of this complaint."""
        return f"complaint:{self.pk}"

    @property
    def is_named(self) -> bool:
        """Whether the sender left a name or a telephone."""
        return bool(self.name_sealed or self.phone_sealed)

    @property
    def contact(self) -> tuple[str, str]:
        """Name and telephone in clear; whoever shows them records the view."""
        return unseal(self.name_sealed), unseal(self.phone_sealed)
