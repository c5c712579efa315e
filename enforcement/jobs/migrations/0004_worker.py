from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0003_owner")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="worker",
            field=models.CharField(blank=True, help_text="the process that took it", max_length=120),
        ),
    ]
