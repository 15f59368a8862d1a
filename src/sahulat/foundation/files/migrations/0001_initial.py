"""The table of stored files."""

import django.db.models.deletion
from django.db import migrations, models

import sahulat.foundation.tables.public


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("keys", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("media_type", models.CharField(max_length=60)),
                ("size", models.BigIntegerField()),
                ("sha256", models.BinaryField()),
                ("address", models.BinaryField()),
                (
                    "data_class",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("public", "public"),
                            ("restricted", "restricted"),
                            ("confidential", "confidential"),
                            ("secret", "secret"),
                        ],
                        max_length=12,
                    ),
                ),
                ("stored_at", models.DateTimeField()),
                ("dispose_on", models.DateField(null=True)),
                ("legal_hold", models.BooleanField(default=False)),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "key",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="keys.datakey",
                    ),
                ),
            ],
            options={
                "db_table": "files_file",
                "indexes": [
                    models.Index(fields=["address"], name="files_file_address"),
                    models.Index(
                        condition=models.Q(("disposed_at__isnull", True)),
                        fields=["dispose_on"],
                        name="files_file_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="files_file_size_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("disposed_at__isnull", False), ("legal_hold", True), _negated=True),
                        name="files_file_held_is_kept",
                    ),
                ],
            },
        ),
    ]
