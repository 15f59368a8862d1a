"""Tables of the catalogue room."""

import django.db.models.deletion
from django.db import migrations, models

import sahulat.foundation.tables.public


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ServiceVersion",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("structure_sha256", models.CharField(max_length=64)),
                ("file_id", models.UUIDField()),
                ("name", sahulat.foundation.tables.public.TextInLanguages()),
                ("summary", sahulat.foundation.tables.public.TextInLanguages()),
                ("agency", sahulat.foundation.tables.public.TextInLanguages()),
                ("search_text", models.TextField()),
                ("published_at", models.DateTimeField()),
                ("published_by", models.UUIDField(null=True)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.service"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="service",
            name="current",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.serviceversion"
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceversion",
            constraint=models.UniqueConstraint(fields=("service", "sha256"), name="catalogue_version_sealed_once"),
        ),
        migrations.AddConstraint(
            model_name="serviceversion",
            constraint=models.UniqueConstraint(fields=("service", "number"), name="catalogue_version_number_once"),
        ),
        sahulat.foundation.tables.public.AppendOnly("catalogue_serviceversion"),
    ]
