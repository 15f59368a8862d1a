"""The jobs room's tables, and procrastinate's NOTIFY switched off."""

from django.db import migrations, models

# NOTIFY inside a transaction makes all committing transactions queue on one lock of the whole cluster: it cost 40 to
# 70 % of the throughput when tried. Workers poll.
NOTIFY = "ALTER TABLE procrastinate_jobs {} TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("procrastinate", "0041_post_retry_failed_job")]
    operations = [
        migrations.CreateModel(
            name="HeartbeatRow",
            fields=[
                ("part", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "jobs_heartbeat"},
        ),
        migrations.CreateModel(
            name="ScheduleRow",
            fields=[
                ("name", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("last_due", models.DateTimeField()),
            ],
            options={"db_table": "jobs_schedule"},
        ),
        migrations.RunSQL(NOTIFY.format("DISABLE"), NOTIFY.format("ENABLE")),
    ]
