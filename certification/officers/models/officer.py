"""What the register keeps of a person beside posts, training, exams and cards: fields, area and photo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certification import fields as enforcement_fields


class Officer(models.Model):
    """A person's sheet in the register. Who is in it holds or held a post; the sheet says what they may enforce."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="officer")
    fields = models.JSONField(default=list, help_text="fields of enforcement, by code; the first is the principal one")
    area = models.CharField(max_length=60, blank=True, help_text="执法区域")
    photo = models.CharField(max_length=120, blank=True, help_text="path under MEDIA_ROOT")
    photo_sha256 = models.CharField(max_length=64, blank=True)
    photo_findings = models.JSONField(default=list, help_text="what the check of the photo found, by code")
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["person"]
        verbose_name = _("officer")

    def __str__(self) -> str:
        return f"{self.person}"

    @property
    def field_titles(self) -> str:
        """The fields in the reader's language."""
        return enforcement_fields.titles(self.fields)

    def facts(self) -> dict[str, Any]:
        """Return what the ledger keeps of a change."""
        return {"fields": self.fields, "area": self.area, "photo_sha256": self.photo_sha256}
