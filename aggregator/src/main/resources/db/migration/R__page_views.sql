-- Views that pages read, made anew whenever this file changes: they hold nothing, so they need no number of their own.
-- Each stands on tables whose index begins with host_key, so a reader names the host and a span of time.

CREATE OR REPLACE VIEW api.host_history AS
SELECT h.host_id, t.collected_at, t.interval_millis, t.memory_total_bytes, t.memory_free_bytes, t.available_bytes,
       t.page_cache_bytes, t.anonymous_bytes, t.swap_used_bytes, t.memory_pressure, t.cpu_pressure, t.io_pressure,
       t.disk_busy_ratio, t.family_count, t.worker_count, t.full_readings, t.deferred_readings, t.gap_ticks,
       t.collector_cpu_micros, t.collector_rss_bytes
FROM host h
JOIN host_tick t USING (host_key);
COMMENT ON VIEW api.host_history IS 'Stored ticks of a host';

CREATE OR REPLACE VIEW api.family_history AS
SELECT h.host_id, h.simulated, s.name AS service_name, c.name AS class_name, a.name AS arm_name,
       f.collected_at, f.master_pid, f.master_start_ticks, f.policy_name, f.worker_count, f.rss_sum_bytes,
       f.pss_sum_bytes, f.footprint_bytes, f.master_anonymous_bytes, f.cpu_micros_delta,
       f.minor_faults_delta, f.major_faults_delta
FROM host h
JOIN family_tick f USING (host_key)
JOIN service s USING (service_key)
JOIN hardware_class c ON c.class_key = f.class_key
JOIN arm a USING (arm_key);
COMMENT ON VIEW api.family_history IS 'Families at the stored ticks of a host';

CREATE OR REPLACE VIEW api.lifecycle AS
SELECT h.host_id, e.seen_at, e.kind, e.master_pid, e.master_start_ticks, e.pid, e.start_ticks, e.detail
FROM host h
JOIN lifecycle_event e USING (host_key);
COMMENT ON VIEW api.lifecycle IS 'Forks, exits, reloads and kills seen on a host; kind as cowbell.v1.LifecycleKind';

CREATE OR REPLACE VIEW api.collector_time AS
SELECT s.name AS service_name, c.name AS class_name, a.name AS arm_name, v.day_at,
       sum(v.looks)::bigint AS looks, sum(v.hits)::bigint AS hits
FROM host_day_arm v
JOIN service s USING (service_key)
JOIN hardware_class c USING (class_key)
JOIN arm a USING (arm_key)
GROUP BY s.name, c.name, a.name, v.day_at;
COMMENT ON VIEW api.collector_time IS
  'Looks at interpreters'' collecting flags by service, arm and day, and how many of them found the collector running';

-- One probe of the index per arm, however many minutes are kept.
CREATE OR REPLACE VIEW api.sharing_newest AS
SELECT s.name AS service_name, c.name AS class_name, a.name AS arm_name, n.bucket_at
FROM service s
CROSS JOIN hardware_class c
CROSS JOIN arm a
JOIN LATERAL (
  SELECT r.bucket_at FROM rollup_minute r
  WHERE r.service_key = s.service_key AND r.class_key = c.class_key AND r.arm_key = a.arm_key
  ORDER BY r.bucket_at DESC LIMIT 1) n ON true;
COMMENT ON VIEW api.sharing_newest IS 'The newest minute of sharing roll-ups of each service, class and arm; name service and class';
