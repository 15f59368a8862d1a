"""The country's units and their spells."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import sahulat.foundation.tables.public


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("code", models.CharField(max_length=100, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=400)),
            ],
            options={
                "db_table": "places_place",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["country", "province", "territory", "division", "district", "tehsil"])
                        ),
                        name="places_place_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="places_place_has_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceSpell",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("names", sahulat.foundation.tables.public.TextInLanguages()),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("source", models.CharField(max_length=400)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spells", to="places.place"
                    ),
                ),
            ],
            options={
                "db_table": "places_place_spell",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("place", "="),
                            (
                                models.Func(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="places_spells_never_overlap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gt", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="places_spell_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="places_spell_has_source"
                    ),
                ],
            },
        ),
    ]
