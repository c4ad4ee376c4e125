-- TimescaleDB where the server offers it, plain tables where not: the same queries run on both.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb') THEN
    CREATE EXTENSION IF NOT EXISTS timescaledb;
    PERFORM create_hypertable('host_tick', by_range('collected_at', INTERVAL '6 hours'), create_default_indexes => false);
    PERFORM create_hypertable('family_tick', by_range('collected_at', INTERVAL '6 hours'), create_default_indexes => false);
    PERFORM create_hypertable('worker_reading', by_range('collected_at', INTERVAL '6 hours'), create_default_indexes => false);
    PERFORM create_hypertable('lifecycle_event', by_range('seen_at', INTERVAL '7 days'), create_default_indexes => false);
    PERFORM create_hypertable('rollup_minute', by_range('bucket_at', INTERVAL '1 day'), create_default_indexes => false);
  END IF;
END
$$;
