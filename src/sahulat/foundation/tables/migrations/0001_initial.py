"""The function that makes a partition as the tables' owner, whoever asks."""

from django.db import migrations

# CREATE … LIKE and ATTACH, not CREATE … PARTITION OF: that one queues for an exclusive lock on the parent, and
# writers queue behind it. The bounds are the lowest ids of a UTC month, as kernel.ids.floor makes them.
MAKE_PARTITION = """
CREATE FUNCTION tables_make_partition(p_table text, p_month date, p_past boolean) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '1s'
AS $$
DECLARE
    month timestamp := date_trunc('month', p_month::timestamp);
    partition text := p_table || CASE WHEN p_past THEN '_past' ELSE to_char(month, '_YYYY_MM') END;
    low text;
    high text;
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM pg_partitioned_table t JOIN pg_class c ON c.oid = t.partrelid
        WHERE c.relname = p_table AND c.relnamespace = 'public'::regnamespace AND c.relowner = current_user::regrole
    ) THEN
        RAISE EXCEPTION 'no partitioned table of ours: %', p_table;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('partition ' || partition, 0));
    IF to_regclass(format('public.%I', partition)) IS NOT NULL THEN
        RETURN 0;
    END IF;
    low := CASE WHEN p_past THEN 'MINVALUE' ELSE quote_literal(tables_floor(month)) END;
    high := quote_literal(tables_floor(CASE WHEN p_past THEN month ELSE month + interval '1 month' END));
    EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING ALL)', partition, p_table);
    EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%s) TO (%s)',
                   p_table, partition, low, high);
    -- A trigger on TRUNCATE isn't inherited.
    IF EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = format('public.%I', p_table)::regclass
               AND tgname = 'refuse_emptying') THEN
        EXECUTE format('CREATE TRIGGER refuse_emptying BEFORE TRUNCATE ON public.%I '
                       'EXECUTE FUNCTION public.sahulat_refuse_change()', partition);
        EXECUTE format('ALTER TABLE public.%I ENABLE ALWAYS TRIGGER refuse_emptying', partition);
    END IF;
    RETURN 1;
END $$;
"""
FLOOR = """
CREATE FUNCTION tables_floor(p_at timestamp) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN (lpad(to_hex((extract(epoch FROM p_at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(FLOOR, "DROP FUNCTION tables_floor(timestamp)"),
        migrations.RunSQL(
            [MAKE_PARTITION, "REVOKE ALL ON FUNCTION tables_make_partition(text, date, boolean) FROM PUBLIC"],
            "DROP FUNCTION tables_make_partition(text, date, boolean)",
        ),
    ]
