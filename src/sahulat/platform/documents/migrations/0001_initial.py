"""Tables of the documents room."""

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
            name="FrozenDocument",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("case_ref", models.UUIDField()),
                ("kind", models.CharField(max_length=60)),
                ("revision", models.PositiveIntegerField()),
                ("title", sahulat.foundation.tables.public.TextInLanguages()),
                ("number", models.CharField(max_length=40)),
                ("token", models.CharField(max_length=40)),
                ("holder_person_id", models.UUIDField()),
                ("issuer_title", sahulat.foundation.tables.public.TextInLanguages()),
                ("agency", sahulat.foundation.tables.public.TextInLanguages()),
                ("holder_of_post", sahulat.foundation.tables.public.TextInLanguages()),
                ("shown", models.JSONField(default=list)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("contents_sha256", models.CharField(max_length=64)),
                ("file_id", models.UUIDField()),
                ("picture_ids", models.JSONField(default=list)),
                ("data_key_id", models.UUIDField()),
                ("data_class", models.CharField(max_length=12)),
                ("frozen_at", models.DateTimeField()),
                (
                    "issuer_post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.post"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.serviceversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IssuedDocument",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("case_ref", models.UUIDField()),
                ("kind", models.CharField(max_length=60)),
                ("number", models.CharField(max_length=40, unique=True)),
                ("token", models.CharField(max_length=40, unique=True)),
                ("holder_person_id", models.UUIDField(db_index=True)),
                ("file_id", models.UUIDField()),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("issued_at", models.DateTimeField()),
                ("dispose_on", models.DateField(null=True)),
                ("legal_hold", models.BooleanField(default=False)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_reason", models.CharField(blank=True, max_length=400)),
                ("revoked_by_post", models.UUIDField(null=True)),
                (
                    "frozen",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued",
                        to="documents.frozendocument",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="frozendocument",
            constraint=models.UniqueConstraint(
                fields=("case_ref", "kind", "revision"), name="documents_frozen_revision_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="issueddocument",
            constraint=models.UniqueConstraint(fields=("case_ref", "kind"), name="documents_issued_once"),
        ),
        sahulat.foundation.tables.public.AppendOnly("documents_frozendocument"),
        sahulat.foundation.tables.public.AppendOnly(
            "documents_issueddocument", except_columns=("revoked_at", "revoked_reason", "revoked_by_post")
        ),
    ]
