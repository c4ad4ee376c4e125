-- Roll-ups by hour and day, host-days, and what retention has dropped. Rows are partial like those of rollup_minute: one per
-- Kafka partition, written in the transaction of their readings. Sketches are kept by the hour; minutes hold counts and moments,
-- which the database adds up by itself. Ingest writes hours into rollup_open; once an hour is closed its rows are merged into one
-- of rollup_hour, rollup_day and rollup_whole each, whose partition is -1. So those three hold exactly what has been compacted, a
-- batch writes none of them, and what is open is small, however many years of hours there are.

ALTER TABLE rollup_minute ALTER COLUMN loss_sketch DROP NOT NULL, ALTER COLUMN growth_sketch DROP NOT NULL;
COMMENT ON TABLE rollup_minute IS 'Moments of worker readings by minute (UTC) and worker age; partial rows, merged on reading; no sketches';
COMMENT ON VIEW api.sharing_rollup IS
  'Partial roll-ups of worker readings by minute, arm and worker age; sums add up over rows; sketches are in the views by hour and day';

CREATE TABLE rollup_hour (LIKE rollup_minute INCLUDING DEFAULTS,
  PRIMARY KEY (service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition));
ALTER TABLE rollup_hour ALTER COLUMN loss_sketch SET NOT NULL, ALTER COLUMN growth_sketch SET NOT NULL;
COMMENT ON TABLE rollup_hour IS 'Moments and sketches of worker readings by hour (UTC) and worker age: what was compacted; partition is -1';

CREATE TABLE rollup_open (LIKE rollup_hour INCLUDING DEFAULTS,
  PRIMARY KEY (service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition)) WITH (fillfactor = 70);
CREATE INDEX rollup_open_time ON rollup_open (bucket_at);
COMMENT ON TABLE rollup_open IS 'The same of hours that are not compacted yet, one partial row per Kafka partition';

CREATE TABLE rollup_day (LIKE rollup_hour INCLUDING DEFAULTS,
  PRIMARY KEY (service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition));
COMMENT ON TABLE rollup_day IS 'Moments and sketches of worker readings by day (UTC) and worker age: what was compacted of hours; partition is -1';

CREATE TABLE rollup_whole (LIKE rollup_hour INCLUDING DEFAULTS,
  PRIMARY KEY (service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition));
COMMENT ON TABLE rollup_whole IS 'Moments and sketches of all that was compacted of hours, by worker age; bucket_at is 1970, partition is -1';

-- Duplicates are told by what is stored: the greatest sequence number of a boot, and whether one is there. Both are one look
-- at this index, so an instance takes a partition over without reading its past.
DROP INDEX host_tick_partition;
CREATE INDEX host_tick_sequence ON host_tick (host_key, boot_id, sequence);

CREATE TABLE host_day (
  day_at          timestamptz      NOT NULL,
  host_key        integer          NOT NULL,
  service_key     integer          NOT NULL,
  class_key       integer          NOT NULL,
  arm_key         integer          NOT NULL,
  age_bucket      smallint         NOT NULL,
  kafka_partition integer          NOT NULL,
  readings        bigint           NOT NULL,
  loss_sum        double precision NOT NULL,
  growth_sum      double precision NOT NULL,
  PRIMARY KEY (host_key, day_at, service_key, class_key, arm_key, age_bucket, kafka_partition)
) WITH (fillfactor = 70);
CREATE INDEX host_day_service ON host_day (service_key, class_key, day_at);
COMMENT ON TABLE host_day IS 'Sharing loss and private growth of one host on one day (UTC) by worker age: the unit of evidence; partial rows';

CREATE TABLE host_day_footprint (
  day_at          timestamptz      NOT NULL,
  host_key        integer          NOT NULL,
  service_key     integer          NOT NULL,
  class_key       integer          NOT NULL,
  arm_key         integer          NOT NULL,
  kafka_partition integer          NOT NULL,
  readings        bigint           NOT NULL,
  footprint_sum   double precision NOT NULL,
  footprint_max   double precision NOT NULL,
  worker_sum      bigint           NOT NULL,
  PRIMARY KEY (host_key, day_at, service_key, class_key, arm_key, kafka_partition)
) WITH (fillfactor = 70);
CREATE INDEX host_day_footprint_service ON host_day_footprint (service_key, class_key, day_at);
COMMENT ON TABLE host_day_footprint IS 'Footprints of the families of one host on one day (UTC), one reading per family and tick that has one; partial rows';

CREATE TABLE retention_mark (
  table_group    text        NOT NULL PRIMARY KEY,
  dropped_before timestamptz NOT NULL
);
COMMENT ON TABLE retention_mark IS 'Up to when rows of a group of tables may have been dropped; what is older cannot be rebuilt';

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
    PERFORM create_hypertable('rollup_hour', by_range('bucket_at', INTERVAL '7 days'), create_default_indexes => false);
    PERFORM create_hypertable('rollup_day', by_range('bucket_at', INTERVAL '90 days'), create_default_indexes => false);
    PERFORM create_hypertable('host_day', by_range('day_at', INTERVAL '7 days'), create_default_indexes => false);
    PERFORM create_hypertable('host_day_footprint', by_range('day_at', INTERVAL '7 days'), create_default_indexes => false);
  ELSE
    -- What retention and backfill look for by time alone; chunks have their own bounds.
    CREATE INDEX host_tick_time ON host_tick USING brin (collected_at);
    CREATE INDEX family_tick_time ON family_tick USING brin (collected_at);
    CREATE INDEX worker_reading_time ON worker_reading USING brin (collected_at);
    CREATE INDEX lifecycle_event_time ON lifecycle_event USING brin (seen_at);
    CREATE INDEX rollup_minute_time ON rollup_minute USING brin (bucket_at);
  END IF;
END
$$;

CREATE VIEW api.sharing_rollup_hour AS
SELECT s.name AS service_name, c.name AS class_name, a.name AS arm_name, r.bucket_at, r.age_bucket,
       r.readings, r.estimated_readings, r.simulated_readings, r.inherited_sum, r.still_shared_sum,
       r.loss_sum, r.loss_min, r.loss_max, r.growth_sum, r.growth_min, r.growth_max, r.rss_sum,
       r.loss_sketch, r.growth_sketch
FROM (SELECT * FROM rollup_hour UNION ALL SELECT * FROM rollup_open) r
JOIN service s USING (service_key)
JOIN hardware_class c USING (class_key)
JOIN arm a USING (arm_key);
COMMENT ON VIEW api.sharing_rollup_hour IS
  'Partial roll-ups of worker readings by hour, arm and worker age; the columns of api.sharing_rollup, kept for years; several rows may share a key';

CREATE VIEW api.sharing_rollup_day AS
SELECT s.name AS service_name, c.name AS class_name, a.name AS arm_name, r.bucket_at, r.age_bucket,
       r.readings, r.estimated_readings, r.simulated_readings, r.inherited_sum, r.still_shared_sum,
       r.loss_sum, r.loss_min, r.loss_max, r.growth_sum, r.growth_min, r.growth_max, r.rss_sum,
       r.loss_sketch, r.growth_sketch
FROM (
  SELECT * FROM rollup_day
  UNION ALL
  SELECT date_trunc('day', bucket_at, 'UTC') AS bucket_at, service_key, class_key, arm_key, age_bucket, kafka_partition,
         readings, estimated_readings, simulated_readings, inherited_sum, still_shared_sum,
         loss_sum, loss_sum_squares, loss_min, loss_max, growth_sum, growth_sum_squares, growth_min, growth_max, rss_sum,
         loss_sketch, growth_sketch
  FROM rollup_open
) r
JOIN service s USING (service_key)
JOIN hardware_class c USING (class_key)
JOIN arm a USING (arm_key);
COMMENT ON VIEW api.sharing_rollup_day IS
  'Partial roll-ups of worker readings by day, arm and worker age: compacted hours, and hours that are not compacted yet; several rows may share a key';

CREATE VIEW api.sharing_rollup_whole AS
SELECT s.name AS service_name, c.name AS class_name, a.name AS arm_name, r.age_bucket,
       r.readings, r.estimated_readings, r.simulated_readings, r.inherited_sum, r.still_shared_sum,
       r.loss_sum, r.loss_min, r.loss_max, r.growth_sum, r.growth_min, r.growth_max, r.rss_sum,
       r.loss_sketch, r.growth_sketch
FROM (SELECT * FROM rollup_whole UNION ALL SELECT * FROM rollup_open) r
JOIN service s USING (service_key)
JOIN hardware_class c USING (class_key)
JOIN arm a USING (arm_key);
COMMENT ON VIEW api.sharing_rollup_whole IS
  'Roll-ups of all readings there ever were, by arm and worker age: compacted hours, and hours that are not compacted yet; several rows may share a key';

CREATE VIEW api.host_day AS
SELECT h.host_id, h.simulated, s.name AS service_name, c.name AS class_name, a.name AS arm_name, d.day_at, d.age_bucket,
       sum(d.readings)::bigint AS readings, sum(d.loss_sum) AS loss_sum, sum(d.growth_sum) AS growth_sum
FROM host_day d
JOIN host h USING (host_key)
JOIN service s USING (service_key)
JOIN hardware_class c ON c.class_key = d.class_key
JOIN arm a USING (arm_key)
GROUP BY h.host_id, h.simulated, s.name, c.name, a.name, d.day_at, d.age_bucket;
COMMENT ON VIEW api.host_day IS
  'Worker readings of one host, service, arm, day and worker age, partial rows merged; the mean sharing loss is loss_sum / readings';

CREATE VIEW api.host_day_footprint AS
SELECT h.host_id, h.simulated, s.name AS service_name, c.name AS class_name, a.name AS arm_name, d.day_at,
       sum(d.readings)::bigint AS readings, sum(d.footprint_sum) AS footprint_sum, max(d.footprint_max) AS footprint_max,
       sum(d.worker_sum)::bigint AS worker_sum
FROM host_day_footprint d
JOIN host h USING (host_key)
JOIN service s USING (service_key)
JOIN hardware_class c ON c.class_key = d.class_key
JOIN arm a USING (arm_key)
GROUP BY h.host_id, h.simulated, s.name, c.name, a.name, d.day_at;
COMMENT ON VIEW api.host_day_footprint IS
  'Family footprints of one host, service, arm and day, partial rows merged; the mean footprint of a family is footprint_sum / readings';

CREATE VIEW api.retention AS
SELECT table_group, dropped_before FROM retention_mark;
COMMENT ON VIEW api.retention IS 'Up to when rows of raw, minute and rollup tables may have been dropped';
