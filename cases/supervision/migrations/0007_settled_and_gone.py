"""Remember when the fact of a settled alarm went; the key of an alarm on a letter says which term was missed."""

from django.db import migrations, models

TERM_IN_KEY = """
UPDATE supervision_alarm SET key = key || ':' || (params ->> 'due')
WHERE rule = 'R38' AND params ->> 'due' IS NOT NULL AND length(key) < 140
"""


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0006_settlements_proposed_by_somebody"),
    ]

    operations = [
        migrations.AddField(
            model_name="alarm",
            name="gone_at",
            field=models.DateTimeField(blank=True, help_text="when an audit no longer found it, after that", null=True),
        ),
        migrations.RunSQL(TERM_IN_KEY, migrations.RunSQL.noop),
    ]
