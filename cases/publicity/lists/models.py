"""Versions of the public lists of an agency. A draft is written by some and published by another; then it stands."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.publicity.lists.kinds import KINDS, Kind
from enforcement.organisation.models import Agency


class PublicList(models.Model):
    """One version of one list. ``writers`` are the ids of all who wrote in it; none of them publishes it."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="public_lists")
    kind = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    document_number = models.CharField(max_length=60, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text="last day in force")
    drafted_at = models.DateTimeField()
    writers = models.JSONField(default=list)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the published rows as canonical JSON")

    class Meta:
        ordering = ["agency_id", "kind", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "kind", "number"], name="public_list_version_once"),
            models.UniqueConstraint(
                fields=["agency", "kind"], condition=Q(published_at__isnull=True), name="public_list_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True, sha256="")
                | (Q(published_at__isnull=False, published_by__isnull=False) & ~Q(sha256="")),
                name="public_list_published_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.kind} v{self.number}"

    def get_absolute_url(self) -> str:
        """Return the public page of the list, at this version."""
        return f"{reverse('public_list', args=[self.agency_id, self.kind])}?version={self.number}"

    @property
    def of(self) -> Kind:
        """What kind of list it is."""
        return KINDS[self.kind]

    @property
    def series(self) -> str:
        """The ledger series of the list, all versions."""
        return f"public-list:{self.agency_id}:{self.kind}"


class PublicEntry(models.Model):
    """One row of a version: ``facts`` are texts by the code of the column, days as ISO dates."""

    issue = models.ForeignKey(PublicList, models.CASCADE, related_name="entries")
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["code", "pk"]
        verbose_name_plural = "public entries"
        constraints: ClassVar = [models.UniqueConstraint(fields=["issue", "code"], name="public_entry_code_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return its public page."""
        return reverse("public_entry", args=[self.pk])
