"""Messages (append-only, partitioned), their bodies, unique keys and deliveries."""

import django.db.models.deletion
from django.db import migrations, models

import sahulat.foundation.tables.public


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("keys", "0001_initial"),
    ]

    operations = [
        sahulat.foundation.tables.public.CreatePartitioned(
            name="Message",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("kind", models.CharField(choices=[("mobile", "mobile"), ("email", "email")], max_length=8)),
                ("address_hash", models.BinaryField()),
                ("lang", models.CharField(max_length=8)),
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
                ("reference", models.CharField(max_length=60)),
                ("parts", models.PositiveSmallIntegerField()),
                ("expires_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "messaging_message",
            },
        ),
        sahulat.foundation.tables.public.AppendOnly("messaging_message"),
        migrations.CreateModel(
            name="Once",
            fields=[
                ("key", models.CharField(max_length=150, primary_key=True, serialize=False)),
                ("message_id", models.UUIDField()),
            ],
            options={
                "db_table": "messaging_once",
            },
        ),
        migrations.CreateModel(
            name="DeliveryRow",
            fields=[
                ("message_id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("mobile", "mobile"), ("email", "email")], max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("expired", "expired"),
                            ("uncertain", "uncertain"),
                        ],
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField()),
                ("transport", models.CharField(default="", max_length=40)),
                ("receipt", models.CharField(default="", max_length=120)),
                ("error", models.CharField(default="", max_length=80)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "messaging_delivery",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "sending"])),
                        fields=["next_at"],
                        name="messaging_delivery_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="messaging_delivery_sent_has_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                ("message_id", models.UUIDField(primary_key=True, serialize=False)),
                ("address_hash", models.BinaryField()),
                ("address", models.BinaryField()),
                ("text", models.BinaryField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                (
                    "key",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="keys.datakey"),
                ),
            ],
            options={
                "db_table": "messaging_body",
                "indexes": [
                    models.Index(fields=["address_hash", "-message_id"], name="messaging_body_address"),
                    models.Index(
                        condition=models.Q(("expires_at__isnull", False), ("text__isnull", False)),
                        fields=["expires_at"],
                        name="messaging_body_due",
                    ),
                ],
            },
        ),
    ]
