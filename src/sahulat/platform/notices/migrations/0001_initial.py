"""What persons were told."""

import django.db.models.deletion
from django.db import migrations, models

import sahulat.foundation.tables.public


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("kind", models.CharField(max_length=80)),
                ("reference", models.CharField(max_length=120)),
                ("language", models.CharField(max_length=10)),
                ("sealed", models.BinaryField()),
                ("told_at", models.DateTimeField()),
                ("message_id", models.UUIDField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "db_table": "notices_notice",
                "indexes": [models.Index(fields=["person", "-told_at"], name="notices_of_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "kind", "reference"), name="notices_told_once")
                ],
            },
        ),
    ]
