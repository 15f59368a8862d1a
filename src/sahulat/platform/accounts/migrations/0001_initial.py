"""Accounts, sessions, codes, proofs and tries."""

import django.db.models.deletion
from django.db import migrations, models

import sahulat.foundation.tables.public


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("keys", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("mobile_hash", models.BinaryField(max_length=32)),
                ("password", models.CharField(blank=True, max_length=200)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "db_table": "accounts_account",
            },
        ),
        migrations.CreateModel(
            name="OneTimeCode",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("purpose", models.CharField(max_length=20)),
                ("contact_hash", models.BinaryField(max_length=32)),
                ("code_mac", models.BinaryField(max_length=64)),
                ("sealed", models.BinaryField(null=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.account"
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="keys.datakey"
                    ),
                ),
            ],
            options={
                "db_table": "accounts_one_time_code",
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("key_hash", models.BinaryField(max_length=32, unique=True)),
                ("content", models.TextField()),
                ("device", models.CharField(blank=True, max_length=80)),
                ("created_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="accounts.account",
                    ),
                ),
            ],
            options={
                "db_table": "accounts_session",
            },
        ),
        migrations.CreateModel(
            name="StepUpProof",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("session_id_hash", models.BinaryField(max_length=32)),
                ("challenge", models.BinaryField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.account"
                    ),
                ),
            ],
            options={
                "db_table": "accounts_step_up_proof",
            },
        ),
        migrations.CreateModel(
            name="Try",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("bucket", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "accounts_try",
                "indexes": [models.Index(fields=["bucket", "at"], name="accounts_try_by_bucket")],
            },
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(fields=["mobile_hash"], name="accounts_account_by_mobile"),
        ),
        migrations.AddIndex(
            model_name="onetimecode",
            index=models.Index(fields=["expires_at"], name="accounts_code_by_end"),
        ),
        migrations.AddConstraint(
            model_name="onetimecode",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("made_at"))), name="accounts_code_expires_later"
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["expires_at"], name="accounts_session_by_end"),
        ),
        migrations.AddIndex(
            model_name="stepupproof",
            index=models.Index(fields=["account", "challenge"], name="accounts_proof_by_challenge"),
        ),
    ]
