"""The table of data keys."""

from django.db import migrations, models

import sahulat.foundation.tables.public


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DataKey",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("owner", models.CharField(max_length=100)),
                ("wrapped", models.BinaryField(null=True)),
                ("created_at", models.DateTimeField()),
                ("shredded_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "keys_data_key",
                "indexes": [models.Index(fields=["owner"], name="keys_data_key_owner")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("shredded_at__isnull", True), ("wrapped__isnull", False)),
                            models.Q(("shredded_at__isnull", False), ("wrapped__isnull", True)),
                            _connector="OR",
                        ),
                        name="keys_data_key_wrapped_or_shredded",
                    )
                ],
            },
        ),
    ]
