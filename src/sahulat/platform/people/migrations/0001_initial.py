"""Persons, identifiers and contact points."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import sahulat.foundation.tables.public


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("keys", "0001_initial"),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("names", sahulat.foundation.tables.public.TextInLanguages()),
                ("folded", models.TextField()),
                ("born_on", models.DateField(null=True)),
                ("sex", models.CharField(max_length=10, null=True)),
                ("language", models.CharField(max_length=10)),
                ("data_class", models.CharField(default="confidential", max_length=20)),
                ("dispose_on", models.DateField(null=True)),
                ("legal_hold", models.BooleanField(default=False)),
                ("registered_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "data_key",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="keys.datakey"
                    ),
                ),
            ],
            options={
                "db_table": "people_person",
            },
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("issuer", models.CharField(max_length=40)),
                ("value_hash", models.BinaryField(max_length=32, null=True)),
                ("sealed", models.BinaryField()),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("added_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="identifiers", to="people.person"
                    ),
                ),
            ],
            options={
                "db_table": "people_identifier",
            },
        ),
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("value_hash", models.BinaryField(max_length=32, null=True)),
                ("sealed", models.BinaryField()),
                ("verified_at", models.DateTimeField(null=True)),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="people.person"
                    ),
                ),
            ],
            options={
                "db_table": "people_contact_point",
            },
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded"], name="people_person_by_words", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("sex__isnull", True), ("sex__in", ["female", "male", "x"]), _connector="OR"),
                name="people_person_sex_as_stated",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("legal_hold", False), ("erased_at__isnull", True), _connector="OR"),
                name="people_person_held_is_not_erased",
            ),
        ),
        migrations.AddIndex(
            model_name="identifier",
            index=models.Index(fields=["value_hash", "kind"], name="people_identifier_by_value"),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(
                fields=("person", "kind", "value_hash"), name="people_identifier_once_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("ends_on__gt", models.F("starts_on")),
                    _connector="OR",
                ),
                name="people_identifier_ends_after_start",
            ),
        ),
        migrations.AddIndex(
            model_name="contactpoint",
            index=models.Index(fields=["value_hash", "kind"], name="people_contact_by_value"),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("person", "kind", "value_hash"),
                name="people_contact_once_a_person",
            ),
        ),
    ]
