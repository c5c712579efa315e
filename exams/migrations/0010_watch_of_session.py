import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exams", "0009_plans")]
    operations = [
        migrations.AddField(
            model_name="sittingwatch",
            name="session",
            field=models.ForeignKey(
                db_constraint=False,
                default=0,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="exams.session",
            ),
            preserve_default=False,
        ),
    ]
