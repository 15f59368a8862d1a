"""Cases, holdings, answers, history, notes, queries, decisions; what only grows is append-only."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import sahulat.foundation.tables.public


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0001_initial"),
        ("organisations", "0001_initial"),
        ("people", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("draft_id", models.UUIDField(unique=True)),
                ("service_key", models.CharField(max_length=200)),
                ("name", sahulat.foundation.tables.public.TextInLanguages()),
                ("search_text", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("with_office", "with_office"),
                            ("with_applicant", "with_applicant"),
                            ("issuing", "issuing"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=16,
                    ),
                ),
                ("answers_number", models.PositiveSmallIntegerField(default=1)),
                ("submitted_at", models.DateTimeField()),
                ("promised_on", models.DateField()),
                ("promised_days", models.PositiveSmallIntegerField()),
                ("stopped_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("days_taken", models.PositiveSmallIntegerField(null=True)),
                ("key_id", models.UUIDField(null=True)),
                ("data_class", models.CharField(max_length=16)),
                ("disposal_on", models.DateField(null=True)),
                ("legal_hold", models.BooleanField(default=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"),
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
            name="Answers",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("canonical", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseEntry",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("kind", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
                ("node", models.CharField(default="", max_length=120)),
                ("step", sahulat.foundation.tables.public.TextInLanguages()),
                ("post_id", models.UUIDField(null=True)),
                ("person_id", models.UUIDField(null=True)),
                ("words", models.TextField(default="")),
                ("days_stopped", models.PositiveSmallIntegerField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("task_id", models.UUIDField(unique=True)),
                ("granted", models.BooleanField()),
                ("reason", models.CharField(default="", max_length=60)),
                ("words", models.TextField(default="")),
                ("frozen_id", models.UUIDField(null=True)),
                ("sha256", models.CharField(default="", max_length=64)),
                ("at", models.DateTimeField()),
                ("post_id", models.UUIDField()),
                ("person_id", models.UUIDField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("node", models.CharField(max_length=120)),
                ("step", sahulat.foundation.tables.public.TextInLanguages()),
                ("role", models.CharField(max_length=60)),
                ("office_agency_id", models.UUIDField(null=True)),
                ("office_place_id", models.UUIDField(null=True)),
                ("from_post_id", models.UUIDField(null=True)),
                ("from_person_id", models.UUIDField(null=True)),
                ("outcomes", models.JSONField(default=list)),
                (
                    "pile",
                    models.CharField(
                        choices=[("open", "Open"), ("waiting", "Waiting"), ("past", "Past")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by_id", models.UUIDField(null=True)),
                ("outcome", models.CharField(default="", max_length=16)),
                ("closed_key", models.CharField(default="", max_length=64)),
                ("frozen_id", models.UUIDField(null=True)),
                ("frozen_sha256", models.CharField(default="", max_length=64)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
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
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("key", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("post_id", models.UUIDField()),
                ("person_id", models.UUIDField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Query",
            fields=[
                ("id", sahulat.foundation.tables.public.IdField(serialize=False)),
                ("fields", models.JSONField()),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("post_id", models.UUIDField()),
                ("person_id", models.UUIDField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answers_number", models.PositiveSmallIntegerField(null=True)),
                ("draft_id", models.UUIDField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["applicant", "-id"], name="case_of_applicant"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("days_taken__isnull", False)),
                fields=["service_key", "decided_at"],
                name="case_measured",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("decided_at__isnull", False)), fields=["-decided_at"], name="case_decided"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_text"], name="case_search", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "with_applicant"), ("stopped_at__isnull", False)),
                    models.Q(models.Q(("state", "with_applicant"), _negated=True), ("stopped_at__isnull", True)),
                    _connector="OR",
                ),
                name="case_clock_stands_iff_with_applicant",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state__in", ["with_office", "with_applicant"])),
                    models.Q(
                        models.Q(("state__in", ["with_office", "with_applicant"]), _negated=True),
                        ("decided_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="case_decided_iff_final",
            ),
        ),
        migrations.AddConstraint(
            model_name="answers",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="answers_numbered"),
        ),
        migrations.AddIndex(
            model_name="caseentry",
            index=models.Index(fields=["case", "id"], name="entry_of_case"),
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(fields=["post", "pile", "due_on", "id"], name="holding_inbox"),
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(
                condition=models.Q(("pile", "open")),
                fields=["office_agency_id", "office_place_id", "due_on", "id"],
                name="holding_office",
            ),
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(fields=["case", "id"], name="holding_of_case"),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("pile", "open")),
                    models.Q(models.Q(("pile", "open"), _negated=True), ("closed_at__isnull", False)),
                    _connector="OR",
                ),
                name="holding_open_iff_not_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("pile", "waiting")), fields=("post", "case"), name="holding_waits_once_per_post"
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="note_numbered"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(fields=("case", "key"), name="note_once"),
        ),
        migrations.AddConstraint(
            model_name="query",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True)), fields=("case",), name="query_open_once"
            ),
        ),
        sahulat.foundation.tables.public.AppendOnly("cases_answers"),
        sahulat.foundation.tables.public.AppendOnly("cases_caseentry"),
        sahulat.foundation.tables.public.AppendOnly("cases_note"),
        sahulat.foundation.tables.public.AppendOnly("cases_decision"),
    ]
