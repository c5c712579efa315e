"""Values of settings that an agency sets otherwise than the default."""

from __future__ import annotations

from django.db import models

from enforcement.organisation.models.agency import Agency


class ParameterValue(models.Model):
    """One value of a declared parameter for an agency and all below it, in force from a day."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="parameter_values")
    code = models.CharField(max_length=60)
    value = models.JSONField()
    from_on = models.DateField()
    source = models.CharField(max_length=200, help_text="the document that says so")
    set_by = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["code", "-from_on"]
        constraints = [models.UniqueConstraint(fields=["agency", "code", "from_on"], name="parameter_once_a_day")]

    def __str__(self) -> str:
        return f"{self.code} = {self.value}"
