"""Publications of the status of credentials, which triggers keep as they are."""

from django.db import migrations, models

TABLES = ("statusshard", "statusindex")
TRIGGERS = "".join(
    f"CREATE TRIGGER certification_{table}_no_change BEFORE UPDATE OR DELETE ON certification_{table}"
    f" FOR EACH ROW EXECUTE FUNCTION certification_refuse();\n"
    f"CREATE TRIGGER certification_{table}_no_truncate BEFORE TRUNCATE ON certification_{table}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION certification_refuse();\n"
    for table in TABLES
)
UNDO = "".join(
    f"DROP TRIGGER certification_{table}_no_change ON certification_{table};\n"
    f"DROP TRIGGER certification_{table}_no_truncate ON certification_{table};\n"
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [
        ("certification", "0005_training_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="StatusIndex",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("iat", models.PositiveBigIntegerField()),
                ("kid", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="StatusShard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shard", models.PositiveIntegerField()),
                (
                    "seq",
                    models.PositiveIntegerField(
                        help_text="number of the publication of this shard, from 1, without gaps"
                    ),
                ),
                ("iat", models.PositiveBigIntegerField()),
                ("exp", models.PositiveBigIntegerField()),
                ("ttl", models.PositiveIntegerField()),
                ("kid", models.PositiveIntegerField(help_text="the status key that signed it")),
                ("body", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(help_text="bytes of the body")),
                ("bits_sha256", models.CharField(max_length=64)),
                ("ended", models.PositiveIntegerField()),
                ("suspended", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["shard", "seq"],
                "constraints": [
                    models.UniqueConstraint(fields=("shard", "seq"), name="status_shard_once"),
                    models.CheckConstraint(
                        condition=models.Q(("seq__gte", 1), ("shard__lt", 32768)), name="status_shard_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("exp__gt", models.F("iat"))), name="status_shard_ends_later"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="credentialstatus",
            index=models.Index(
                condition=models.Q(("status", "valid"), _negated=True),
                fields=["credential"],
                name="credential_status_not_valid",
            ),
        ),
        migrations.RunSQL(TRIGGERS, UNDO),
    ]
