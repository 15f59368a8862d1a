"""The audit's tables."""

from django.db import migrations, models

from sahulat.foundation.tables.public import AppendOnly, CreatePartitioned, IdField


class Migration(migrations.Migration):
    initial = True

    dependencies = [("tables", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ChainLink",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("audit_id", models.UUIDField(unique=True)),
                ("leaf", models.BinaryField()),
            ],
            options={
                "db_table": "audit_chain",
            },
        ),
        migrations.CreateModel(
            name="CheckpointRow",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField()),
                ("frontier", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("key_id", models.CharField(max_length=100)),
                ("signature", models.BinaryField()),
            ],
            options={
                "db_table": "audit_checkpoint",
            },
        ),
        migrations.CreateModel(
            name="ToDo",
            fields=[
                ("id", IdField(serialize=False)),
            ],
            options={
                "db_table": "audit_to_do",
            },
        ),
        CreatePartitioned(
            name="AuditRow",
            fields=[
                ("id", IdField(serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(choices=[("act", "act"), ("look", "look"), ("denied", "denied")], max_length=8),
                ),
                ("action", models.CharField(max_length=150)),
                ("subject_type", models.CharField(max_length=80)),
                ("subject_id", models.UUIDField(null=True)),
                ("person_id", models.UUIDField(null=True)),
                ("account_id", models.UUIDField(null=True)),
                ("actor_person_id", models.UUIDField(null=True)),
                ("post_id", models.UUIDField(null=True)),
                ("on_behalf_of", models.UUIDField(null=True)),
                ("channel", models.CharField(max_length=10)),
                ("assurance", models.PositiveSmallIntegerField()),
                ("session", models.CharField(max_length=32)),
                ("request_id", models.CharField(max_length=100)),
                ("purpose", models.CharField(max_length=300)),
                ("basis", models.CharField(max_length=20)),
                ("details", models.JSONField()),
                ("mac", models.BinaryField()),
            ],
            options={
                "db_table": "audit_row",
                "indexes": [
                    models.Index(
                        condition=models.Q(("person_id__isnull", False)),
                        fields=["person_id", "id"],
                        name="audit_row_person",
                    ),
                    models.Index(
                        condition=models.Q(("subject_id__isnull", False)),
                        fields=["subject_id", "id"],
                        name="audit_row_subject",
                    ),
                ],
            },
        ),
        AppendOnly("audit_row"),
        AppendOnly("audit_chain"),
        AppendOnly("audit_checkpoint"),
    ]
