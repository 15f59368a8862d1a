"""Agencies, units, posts and appointments."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import sahulat.foundation.tables.public


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("code", models.CharField(max_length=100, unique=True)),
                ("names", sahulat.foundation.tables.public.TextInLanguages()),
                (
                    "place",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"
                    ),
                ),
            ],
            options={
                "db_table": "organisations_agency",
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("code", models.CharField(max_length=100)),
                ("names", sahulat.foundation.tables.public.TextInLanguages()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="organisations.agency"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "db_table": "organisations_unit",
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("code", models.CharField(max_length=120, unique=True)),
                ("role", models.CharField(max_length=60)),
                ("title", sahulat.foundation.tables.public.TextInLanguages()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="organisations.agency"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "db_table": "organisations_post",
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("acting", models.BooleanField(default=False)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="organisations.post",
                    ),
                ),
            ],
            options={
                "db_table": "organisations_appointment",
                "indexes": [models.Index(fields=["person"], name="organisations_appointed_person")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("acting", False)),
                        expressions=[
                            ("post", "="),
                            (
                                models.Func(
                                    models.F("starts_at"),
                                    models.F("ends_at"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(),
                                    function="TSTZRANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="organisations_one_holder_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                        ),
                        name="organisations_appointment_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(fields=("agency", "code"), name="organisations_unit_code_in_agency"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["role", "place"], name="organisations_post_by_role"),
        ),
    ]
