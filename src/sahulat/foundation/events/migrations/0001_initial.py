"""The outbox's tables."""

from django.db import migrations, models

from sahulat.foundation.tables.public import AppendOnly, CreatePartitioned, IdField


class Migration(migrations.Migration):
    initial = True

    dependencies = [("tables", "0001_initial")]

    operations = [
        CreatePartitioned(
            name="EventRow",
            fields=[
                ("id", IdField(serialize=False)),
                ("type", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("key", models.CharField(max_length=150)),
                ("actor", models.JSONField()),
                ("cause", models.UUIDField(null=True)),
                ("correlation", models.CharField(max_length=100)),
                ("body", models.JSONField()),
            ],
            options={
                "db_table": "events_event",
            },
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                ("seq", models.BigAutoField(db_column="seq", primary_key=True, serialize=False)),
                ("event_id", models.UUIDField()),
                ("handler", models.CharField(max_length=150)),
                ("key", models.CharField(max_length=150)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(null=True)),
                ("error", models.TextField(default="")),
                ("dead", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "events_pending",
                "indexes": [
                    models.Index(condition=models.Q(("dead", False)), fields=["seq"], name="events_pending_living"),
                    models.Index(
                        condition=models.Q(("dead", False), ("due_at__isnull", False)),
                        fields=["handler", "key", "seq"],
                        name="events_pending_held",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("event_id", "handler"), name="events_pending_once")],
            },
        ),
        AppendOnly("events_event"),
    ]
