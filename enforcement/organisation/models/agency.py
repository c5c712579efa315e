"""Agencies: a tree from the province down to townships."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from enforcement.organisation.duties.codes import DUTIES
from enforcement.organisation.identifiers import credit_code_fault, division_fault


class Agency(models.Model):
    """A public body. ``path`` holds the ids from the root, so that a subtree is one prefix."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("people's government")
        DEPARTMENT = "department", _("department")
        JUSTICE = "justice", _("justice department (supervision)")
        TOWNSHIP = "township", _("township or street")

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, unique=True, editable=False)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    short_name = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.DEPARTMENT)
    division = models.CharField(max_length=9, help_text="GB/T 2260")
    credit_code = models.CharField(max_length=18, unique=True, help_text="统一社会信用代码, GB 32100-2015")
    sign = models.CharField(max_length=12, blank=True, help_text="机关代字 in document numbers, e.g. 乐市监")
    fields = models.JSONField(default=list, blank=True, help_text="fields of enforcement, by code")
    phone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["path"]
        verbose_name = _("agency")
        default_permissions = ()
        permissions = [(duty.permission, duty.title_zh) for duty in DUTIES.values()]
        indexes = [models.Index(fields=["path"], name="agency_path_prefix", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the path of the tree."""
        new = self.pk is None
        if new:
            self.path = self.path or f"new-{self.credit_code}"
        super().save(*args, **kwargs)
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if path != self.path:
            self.path = path
            super().save(update_fields=["path"])

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name

    def clean(self) -> None:
        """Check the codes.

        Raises:
            ValidationError: for a credit code or division code that does not exist.
        """
        if credit_code_fault(self.credit_code):
            raise ValidationError({"credit_code": _("The unified social credit code does not check (GB 32100-2015).")})
        if division_fault(self.division):
            raise ValidationError({"division": _("A division code has six digits, nine for a township (GB/T 2260).")})

    @property
    def line(self) -> list[int]:
        """The ids from the root to this agency."""
        return [int(part) for part in self.path.strip("/").split("/") if part.isdigit()]


class AgencyPersonDuty(UserObjectPermissionBase):
    """A duty granted to a person on an agency (django-guardian, direct foreign keys)."""

    content_object = models.ForeignKey(Agency, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        indexes = [models.Index(fields=["user", "permission"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.permission_id} @ {self.content_object_id}"


class AgencyGroupDuty(GroupObjectPermissionBase):
    """A duty granted to a group of persons on an agency."""

    content_object = models.ForeignKey(Agency, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return f"{self.group_id} {self.permission_id} @ {self.content_object_id}"
