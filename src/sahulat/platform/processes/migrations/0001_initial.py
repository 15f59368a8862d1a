"""Tables of the processes room."""

import django.db.models.deletion
from django.db import migrations, models

import sahulat.foundation.tables.public


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProcessInstance",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("case_ref", models.UUIDField(unique=True)),
                ("applicant_person_id", models.UUIDField()),
                ("marking", models.JSONField()),
                ("outcomes", models.JSONField(default=dict)),
                ("seq", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("incident", models.TextField(blank=True, default="")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.serviceversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("node", models.CharField(max_length=120)),
                ("path", models.CharField(max_length=200)),
                ("automatic", models.BooleanField(default=False)),
                ("role", models.CharField(blank=True, max_length=80)),
                ("person_id", models.UUIDField(db_index=True, null=True)),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by_post", models.UUIDField(null=True)),
                ("closed_by_person", models.UUIDField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=40)),
                (
                    "instance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="processes.processinstance",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["post", "due_on"],
                        name="processes_task_inbox",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("instance", "path"),
                        name="processes_task_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("automatic", True),
                            models.Q(("person_id__isnull", True), ("post__isnull", False)),
                            models.Q(("person_id__isnull", False), ("post__isnull", True)),
                            _connector="OR",
                        ),
                        name="processes_task_has_one_owner",
                    ),
                ],
            },
        ),
    ]
