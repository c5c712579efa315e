"""Public halves of the root keys, and what each former root said when it handed over."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RootKey(models.Model):
    """A root key: it signs the key list and nothing else. Verifiers pin the current and the next one."""

    class Role(models.TextChoices):
        NEXT = "next", _("next root")
        CURRENT = "current", _("current root")
        FORMER = "former", _("former root")

    number = models.PositiveSmallIntegerField(unique=True)
    suite = models.PositiveSmallIntegerField()
    public = models.BinaryField(max_length=64)
    role = models.CharField(max_length=8, choices=Role.choices)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["role"], condition=models.Q(role__in=["next", "current"]), name="root_key_one_of_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.role})"

    @property
    def code(self) -> str:
        """Its name in the header of a key list."""
        return f"root-{self.number}"


class RootStatement(models.Model):
    """What a root signed on its last day: which two roots follow. Append-only."""

    number = models.PositiveSmallIntegerField(unique=True)
    text = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"statement of root-{self.number}"
