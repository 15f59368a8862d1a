"""Tables of the forms room."""

import django.db.models.deletion
from django.db import migrations, models

import sahulat.foundation.tables.public


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("person_id", models.UUIDField(db_index=True)),
                ("answers", models.JSONField(default=dict)),
                ("saved_pages", models.JSONField(default=list)),
                ("only", models.JSONField(default=list)),
                ("mends", models.UUIDField(null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("data_key_id", models.UUIDField()),
                ("data_class", models.CharField(max_length=12)),
                ("started_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("dispose_on", models.DateField(null=True)),
                ("legal_hold", models.BooleanField(default=False)),
                ("sealed_at", models.DateTimeField(null=True)),
                ("sealed_sha256", models.CharField(default="", max_length=64)),
                ("discarded_at", models.DateTimeField(null=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.serviceversion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("discarded_at__isnull", True), ("mends__isnull", True), ("sealed_at__isnull", True)
                        ),
                        fields=("person_id", "version"),
                        name="forms_draft_open_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("discarded_at__isnull", True), ("sealed_at__isnull", True)),
                        fields=("mends",),
                        name="forms_mending_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sealed_at__isnull", True), ("discarded_at__isnull", True), _connector="OR"
                        ),
                        name="forms_draft_ends_one_way",
                    ),
                ],
            },
        ),
    ]
