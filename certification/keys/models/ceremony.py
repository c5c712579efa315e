"""What one person proposes about keys and another confirms."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class KeyCeremony(models.Model):
    """A proposal about a key, and how another person answered it."""

    class Kind(models.TextChoices):
        MAKE = "make", _("Make a key")
        RETIRE = "retire", _("Retire a key")
        COMPROMISE = "compromise", _("Withdraw trust from a key")
        ROTATE_ROOT = "rotate_root", _("Hand over to the next root")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for a second person")
        CONFIRMED = "confirmed", _("carried out")
        DISMISSED = "dismissed", _("not carried out")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    facts = models.JSONField(default=dict)
    ground = models.CharField(max_length=200)
    kid = models.PositiveIntegerField(null=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposed_ceremonies"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decided_ceremonies", null=True
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, state="proposed")
                | Q(decided_at__isnull=False, decided_by__isnull=False, state__in=["confirmed", "dismissed"]),
                name="key_ceremony_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(decided_by=F("proposed_by")), name="key_ceremony_two_persons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.kid or ''} ({self.state})"

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("key_ceremony", args=[self.pk])

    @property
    def given(self) -> dict[str, Any]:
        """The facts as they were proposed."""
        return dict(self.facts)
