"""The register of officers: sheets, qualifications, changes of posts, requests for correction, lists."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certification", "0003_authors_are_known"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Officer",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="officer",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fields",
                    models.JSONField(
                        default=list, help_text="fields of enforcement, by code; the first is the principal one"
                    ),
                ),
                ("area", models.CharField(blank=True, help_text="执法区域", max_length=60)),
                ("photo", models.CharField(blank=True, help_text="path under MEDIA_ROOT", max_length=120)),
                ("photo_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "photo_findings",
                    models.JSONField(default=list, help_text="what the check of the photo found, by code"),
                ),
                ("updated_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "officer",
                "ordering": ["person"],
            },
        ),
        migrations.AddField(
            model_name="certificate",
            name="withdrawn_ground",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("name", "name or sex"),
                            ("post", "post or establishment (编制)"),
                            ("fields", "fields or area of enforcement"),
                            ("training", "training hours"),
                            ("exam", "exam results"),
                            ("papers", "qualification or certificates"),
                            ("credential", "credential"),
                            ("photo", "photo"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(max_length=500)),
                ("made_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waits for an answer"),
                            ("corrected", "corrected"),
                            ("refused", "found right as it is"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.CharField(blank=True, max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        help_text="the agency that answers",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.agency",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "request for correction",
                "ordering": ["-made_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", False), models.Q(("answered_by", ""), _negated=True)),
                            models.Q(("answered_at__isnull", True), ("answered_by", "")),
                            _connector="OR",
                        ),
                        name="correction_answered_by",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=120)),
                ("sha256", models.CharField(max_length=64)),
                ("dry_run", models.BooleanField()),
                ("rows", models.PositiveIntegerField()),
                ("added", models.PositiveIntegerField()),
                ("changed", models.PositiveIntegerField()),
                ("unchanged", models.PositiveIntegerField()),
                ("left", models.PositiveIntegerField(help_text="people of the agency today who are not in the list")),
                ("refused", models.PositiveIntegerField()),
                ("report", models.JSONField(default=list, help_text="what is wrong, by cell")),
                (
                    "shown",
                    models.JSONField(default=list, help_text="the first of those new, changed and not in the list"),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        help_text="the list is of it and those below",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of officers",
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="LegalQualification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True)),
                (
                    "granted_on",
                    models.DateField(
                        blank=True, help_text="not known of those entered before this register", null=True
                    ),
                ),
                ("document", models.CharField(blank=True, help_text="the document that was seen", max_length=80)),
                ("entered_at", models.DateTimeField()),
                ("entered_by", models.CharField(max_length=60)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_ground", models.CharField(blank=True, max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        help_text="the office that saw the document",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.agency",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_qualifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "legal qualification",
                "ordering": ["person", "-granted_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on", None),
                            ("granted_on", None),
                            ("withdrawn_on__gte", models.F("granted_on")),
                            _connector="OR",
                        ),
                        name="legal_qualification_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("end", "end of the post (免职、转岗)"),
                            ("transfer", "transfer to another agency (调动)"),
                            ("retire", "retirement (退休)"),
                            ("leave", "left service (辞职、辞退等)"),
                            ("rejoin", "joined or rejoined (任职)"),
                        ],
                        max_length=8,
                    ),
                ),
                ("holds_on", models.DateField()),
                ("document", models.CharField(help_text="the document that orders it", max_length=80)),
                ("ground", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        help_text="the agency left, or joined",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.agency",
                    ),
                ),
                (
                    "new_post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.post",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        help_text="the post left",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.post",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of posts",
                "ordering": ["-holds_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("post__isnull", False), ("new_post__isnull", False), _connector="OR"),
                        name="movement_of_a_post",
                    )
                ],
            },
        ),
    ]
