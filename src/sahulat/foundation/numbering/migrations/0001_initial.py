"""The table of series and the function by which the application's role draws a number."""

from django.db import migrations, models

# The application's role may not create sequences, so the function runs as its owner. It creates a
# series at its first use, under an advisory lock that only first users wait for.
DRAW = """
CREATE FUNCTION numbering_draw(
    p_series text, p_digits int, p_multiplier bigint, p_increment bigint,
    OUT n bigint, OUT digits int, OUT multiplier bigint, OUT increment bigint
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    counter text := 'numbering_counter_' || p_series;
    found_series numbering_series%ROWTYPE;
BEGIN
    IF p_series !~ '^[a-z0-9][a-z0-9-]{0,39}$' THEN
        RAISE EXCEPTION 'not a series name';
    END IF;
    SELECT * INTO found_series FROM numbering_series s WHERE s.series = p_series;
    IF NOT FOUND THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(counter, 0));
        INSERT INTO numbering_series (series, digits, multiplier, increment)
            VALUES (p_series, p_digits, p_multiplier, p_increment)
            ON CONFLICT DO NOTHING;
        EXECUTE format('CREATE SEQUENCE IF NOT EXISTS public.%I MINVALUE 0 NO CYCLE', counter);
        SELECT * INTO STRICT found_series FROM numbering_series s WHERE s.series = p_series;
    END IF;
    n := nextval(format('public.%I', counter)::regclass);
    digits := found_series.digits;
    multiplier := found_series.multiplier;
    increment := found_series.increment;
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("series", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("digits", models.PositiveSmallIntegerField()),
                ("multiplier", models.BigIntegerField()),
                ("increment", models.BigIntegerField()),
            ],
            options={
                "db_table": "numbering_series",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digits__gte", 4), ("digits__lte", 12)),
                        name="numbering_series_digits",
                    )
                ],
            },
        ),
        migrations.RunSQL(DRAW, "DROP FUNCTION numbering_draw"),
    ]
