"""Keep of each letter whether its organ was late; so far a report that was sent back made it forget."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Q


def mark(apps: Any, _schema: Any) -> None:
    """Mark the letters whose report came after the term, or whose term ended without one."""
    letter, answer = apps.get_model("matters", "Letter"), apps.get_model("matters", "Answer")
    reports = answer.objects.filter(letter=OuterRef("pk"), kind="report")
    told = letter.objects.annotate(reported=Exists(reports), late=Exists(reports.filter(on__gt=OuterRef("due_on"))))
    none = Q(reported=False, settled_on__gt=F("due_on"), is_withdrawn=False)
    found = list(told.filter(Q(late=True) | none).values_list("pk", flat=True))
    letter.objects.filter(pk__in=found).update(was_late=True)


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_matters")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="was_late",
            field=models.BooleanField(default=False, help_text="a report came after its term, or none came at all"),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
