-- The schema's public face: what the API server reads. It never reads a table and never writes.
CREATE SCHEMA api;

CREATE VIEW api.hardware_class AS
SELECT c.class_key, c.name, c.generation, c.cores, c.memory_bytes,
       (SELECT count(*) FROM host h WHERE h.class_key = c.class_key) AS host_count
FROM hardware_class c;
COMMENT ON VIEW api.hardware_class IS 'Hardware classes with the number of hosts known in each';

CREATE VIEW api.host AS
SELECT h.host_key, h.host_id, h.hostname, h.kernel, h.labels, h.simulated,
       c.class_key, c.name AS class_name, c.generation, c.cores, c.memory_bytes,
       t.collected_at AS last_tick_at, t.interval_millis, t.available_bytes, t.available_reason,
       t.memory_pressure, t.cpu_pressure, t.io_pressure, t.collector_cpu_micros, t.collector_rss_bytes
FROM host h
JOIN hardware_class c USING (class_key)
LEFT JOIN LATERAL (
  SELECT * FROM host_tick t WHERE t.host_key = h.host_key ORDER BY t.collected_at DESC LIMIT 1
) t ON true;
COMMENT ON VIEW api.host IS 'Hosts with their hardware class and their last stored tick';

CREATE VIEW api.family_latest AS
SELECT h.host_id, h.simulated, c.name AS class_name, s.name AS service_name, a.name AS arm_name, f.*
FROM host h
JOIN LATERAL (
  SELECT t.collected_at FROM host_tick t WHERE t.host_key = h.host_key ORDER BY t.collected_at DESC LIMIT 1
) t ON true
JOIN family_tick f ON f.host_key = h.host_key AND f.collected_at = t.collected_at
JOIN hardware_class c ON c.class_key = f.class_key
JOIN service s ON s.service_key = f.service_key
JOIN arm a ON a.arm_key = f.arm_key;
COMMENT ON VIEW api.family_latest IS 'Families as they were at the last stored tick of their host';

CREATE VIEW api.worker_latest AS
SELECT f.host_id, f.service_name, f.arm_name, f.class_name, w.*
FROM api.family_latest f
JOIN LATERAL (
  SELECT DISTINCT ON (r.pid, r.start_ticks) r.*
  FROM worker_reading r
  WHERE r.host_key = f.host_key
    AND r.master_pid = f.master_pid AND r.master_start_ticks = f.master_start_ticks
    AND r.service_key = f.service_key AND r.arm_key = f.arm_key
    AND r.collected_at > f.collected_at - INTERVAL '1 hour'
    AND NOT EXISTS (
      SELECT FROM lifecycle_event e
      WHERE e.host_key = r.host_key AND e.pid = r.pid AND e.start_ticks = r.start_ticks AND e.kind IN (2, 5)
        AND e.seen_at > f.collected_at - INTERVAL '1 hour')
  ORDER BY r.pid, r.start_ticks, r.collected_at DESC
) w ON true;
COMMENT ON VIEW api.worker_latest IS
  'Workers of the families in api.family_latest, each at its last full reading within an hour under the family''s arm; workers seen to exit (EXIT or OOM) are left out';

CREATE VIEW api.service AS
SELECT s.service_key, s.name,
       coalesce((SELECT array_agg(DISTINCT f.arm_name ORDER BY f.arm_name) FROM api.family_latest f WHERE f.service_key = s.service_key), '{}') AS arms,
       (SELECT count(DISTINCT f.host_key) FROM api.family_latest f WHERE f.service_key = s.service_key) AS host_count,
       (SELECT coalesce(sum(f.worker_count), 0) FROM api.family_latest f WHERE f.service_key = s.service_key) AS worker_count,
       (SELECT coalesce(bool_or(f.simulated), false) FROM api.family_latest f WHERE f.service_key = s.service_key) AS simulated
FROM service s;
COMMENT ON VIEW api.service IS 'Services with what their hosts ran at their last ticks';

CREATE VIEW api.sharing_rollup AS
SELECT s.name AS service_name, c.name AS class_name, a.name AS arm_name, r.bucket_at, r.age_bucket,
       r.readings, r.estimated_readings, r.simulated_readings, r.inherited_sum, r.still_shared_sum,
       r.loss_sum, r.loss_min, r.loss_max, r.growth_sum, r.growth_min, r.growth_max, r.rss_sum,
       r.loss_sketch, r.growth_sketch
FROM rollup_minute r
JOIN service s USING (service_key)
JOIN hardware_class c USING (class_key)
JOIN arm a USING (arm_key);
COMMENT ON VIEW api.sharing_rollup IS
  'Partial roll-ups of worker readings by minute, arm and worker age; sums and sketches (DDSketch protobuf) add up over rows';

-- Edges of the worker-age buckets in seconds; the aggregator checks that its own are the same.
CREATE VIEW api.age_bucket AS
SELECT (n - 1)::smallint AS age_bucket, from_seconds,
       coalesce(lead(from_seconds) OVER (ORDER BY n), 'Infinity') AS to_seconds
FROM unnest(ARRAY[0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 60, 75, 90, 120, 150, 180, 240, 300, 450, 600, 900, 1200,
  1800, 2700, 3600, 5400, 7200, 10800, 14400, 21600, 28800, 43200, 64800, 86400, 129600, 172800, 259200, 345600, 604800]::double precision[])
  WITH ORDINALITY AS edge (from_seconds, n);
COMMENT ON VIEW api.age_bucket IS 'Worker-age buckets: from_seconds inclusive, to_seconds exclusive';

CREATE VIEW api.savings AS
SELECT s.name AS service_name, c.name AS class_name, ca.name AS control_arm, ta.name AS treatment_arm, v.*
FROM savings v
JOIN service s USING (service_key)
JOIN hardware_class c USING (class_key)
JOIN arm ca ON ca.arm_key = v.control_arm_key
JOIN arm ta ON ta.arm_key = v.treatment_arm_key;
COMMENT ON VIEW api.savings IS 'What each arm saves against the control of its service and hardware class, as last computed';

CREATE VIEW api.recommendation AS
SELECT s.name AS service_name, c.name AS class_name, r.kind, r.computed_at, r.payload
FROM recommendation r
JOIN service s USING (service_key)
JOIN hardware_class c USING (class_key);
COMMENT ON VIEW api.recommendation IS 'Recommendations as last computed; payload is a serialised cowbell.v1.Recommendation';
