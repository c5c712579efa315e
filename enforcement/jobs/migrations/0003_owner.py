from django.db import migrations, models
import django.db.models.deletion
from django.conf import settings


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_initial"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.RenameField("job", "requested_by", "owner"),
        migrations.AlterField(
            "job",
            "owner",
            models.ForeignKey(
                blank=True,
                help_text="who asked for it and may look at it; nobody for the timetable's",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
