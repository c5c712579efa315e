"""What a person keeps to be quick: the forms they began, and the filters they use."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from cases.models.case import Case


class TypedForm(models.Model):
    """What somebody typed into the form of an act and did not send yet; sealed, because it names people."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    act = models.CharField(max_length=100, help_text="the act, and the step that it closes")
    sealed = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        app_label = "cases"
        constraints = [models.UniqueConstraint(fields=["person", "case", "act"], name="typed_form_once")]
        indexes = [models.Index(fields=["saved_at"], name="typed_form_age")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.act}"


class SavedFilter(models.Model):
    """A list narrowed as somebody likes it, under a name of their own."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    listing = models.CharField(max_length=40, help_text="the name of the list's address")
    name = models.CharField(max_length=30)
    query = models.CharField(max_length=500)
    saved_at = models.DateTimeField()

    class Meta:
        app_label = "cases"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "listing", "name"], name="saved_filter_once")]

    def __str__(self) -> str:
        return self.name
