-- 1,200 hosts of 13 hardware classes, 200 services with 3 arms on each of the first 12 classes and 50 of them on the 13th: 7,350 families of 8 workers
-- at their hosts' last tick, savings and recommendations for every service and class, and 90 days of roll-ups: all days, the hours of the last two days and
-- one of each day before, the hour that is open, all there ever was, and minutes of the last hour.
INSERT INTO hardware_class (name, generation, cores, memory_bytes)
SELECT 'Generation ' || c || ' / 16 cores / 64 GiB', 'Generation ' || c, 16, 68719476736 FROM generate_series(1, 13) c;
INSERT INTO service (name) SELECT 'service-' || lpad(s::text, 3, '0') FROM generate_series(1, 200) s;
INSERT INTO arm (name) VALUES ('default'), ('frozen'), ('threshold-0');

INSERT INTO host (host_id, hostname, class_key, kernel, labels, simulated)
SELECT 'host-' || lpad(h::text, 4, '0'), 'web-' || h, 1 + (h - 1) / 96, '6.1.0', jsonb_build_object('zone', 'z' || h % 3, 'rack', h % 40), false
FROM generate_series(1, 1200) h;

INSERT INTO host_tick (collected_at, host_key, boot_id, sequence, kafka_partition, interval_millis, memory_total_bytes, memory_free_bytes,
  available_bytes, page_cache_bytes, anonymous_bytes, swap_used_bytes, counters_reason, family_count, worker_count, full_readings,
  deferred_readings, gap_ticks, collector_cpu_micros, collector_rss_bytes)
SELECT date_trunc('minute', now()) - t * INTERVAL '10 seconds', h, gen_random_uuid(), 100 - t, h % 12, 10000, 68719476736, 8589934592,
  25769803776, 8589934592, 42949672960, 0, 3, 6, 48, 48, 0, 0, 9000, 45000000
FROM generate_series(1, 1200) h, generate_series(0, 29) t;

CREATE TEMP TABLE placement AS
SELECT s AS service_key, c AS class_key, a AS arm_key,
       (c - 1) * 96 + 1 + ((s - 1) * 3 + a - 1) % CASE c WHEN 13 THEN 48 ELSE 96 END AS host_key
FROM generate_series(1, 200) s, generate_series(1, 13) c, generate_series(1, 3) a
WHERE c < 13 OR s <= 50;

INSERT INTO family_tick (collected_at, host_key, master_pid, master_start_ticks, service_key, arm_key, class_key, runtime_kind, runtime_version,
  policy_name, policy_enabled, policy_thresholds, policy_frozen, worker_count, unreadable_worker_count, rss_sum_bytes, pss_sum_bytes,
  oldest_reading_at, footprint_bytes, footprint_source, footprint_basis, master_anonymous_bytes, cpu_micros_delta, minor_faults_delta, major_faults_delta)
SELECT date_trunc('minute', now()) - t * INTERVAL '10 seconds', p.host_key, 1000 + p.service_key * 10 + p.arm_key, 5000, p.service_key, p.arm_key,
  p.class_key, 1, '3.11.2', a.name, true, '{700,10,10}', p.arm_key = 2, 8, 0, 1600000000, (1500 - p.arm_key * 200) * 1048576::bigint, now(),
  (1500 - p.arm_key * 200) * 1048576::bigint, 2, 3, 220000000, 4000000 + p.service_key * 1000, 1000, 0
FROM placement p JOIN arm a USING (arm_key), generate_series(0, 29) t;

INSERT INTO worker_reading (collected_at, read_at, host_key, master_pid, master_start_ticks, service_key, arm_key, class_key, pid, start_ticks,
  age_seconds, rss_bytes, pss_bytes, uss_bytes, anonymous_bytes, inherited_bytes, inherited_basis, still_shared_bytes, sharing_loss_bytes,
  private_growth_bytes, sharing_basis, minor_faults, major_faults, cpu_micros, full_collections)
SELECT date_trunc('minute', now()) - (w % 3) * INTERVAL '10 seconds', now(), p.host_key, 1000 + p.service_key * 10 + p.arm_key, 5000, p.service_key, p.arm_key,
  p.class_key, 20000 + p.service_key * 100 + p.arm_key * 10 + w, 5100, 3600 + w * 60, 230000000, 120000000, 90000000, 215000000, 200000000, 1,
  100000000 + p.arm_key * 20000000, 100000000 - p.arm_key * 20000000, 15000000 + p.arm_key * 1000000, 2, 30000, 0, 90000000, 2
FROM placement p, generate_series(1, 8) w;

INSERT INTO savings
SELECT s, c, 1, a, 3600, 60000000, 50000000, 70000000, 8000000, 7000000, 9000000, 'Welch on host means, error spent over looks, 95 %', 8, 8, 64, 64,
  1, 0.99, 1, false, now()
FROM (SELECT DISTINCT service_key AS s, class_key AS c FROM placement) p, generate_series(2, 3) a;

INSERT INTO recommendation
SELECT s, c, k, now(), decode(current_setting('bench.advice'), 'hex')
FROM (SELECT DISTINCT service_key AS s, class_key AS c FROM placement) p, generate_series(1, 4) k;

INSERT INTO rollup_minute
SELECT date_trunc('minute', now()) - m * INTERVAL '1 minute', p.service_key, p.class_key, p.arm_key, age, 0, 4, 0, 0, 8e8, 4e8,
  4e8 - p.arm_key * 8e7, 1e17, 5e7, 1.2e8, 6e7, 1e15, 1e7, 2e7, 9e8, decode(current_setting('bench.sketch'), 'hex'), decode(current_setting('bench.sketch'), 'hex')
FROM placement p, generate_series(5, 40, 5) age, generate_series(0, 2) m
WHERE p.class_key = 13 OR (m = 0 AND age % 10 = 0);

CREATE TEMP TABLE summed AS
SELECT p.service_key, p.class_key, p.arm_key, 34560 AS readings, 0 AS estimated, 0 AS simulated, 8e12 AS inherited, 4e12 AS still_shared,
  4e12 - p.arm_key * 8e11 AS loss, 1e21 AS loss_squares, 5e7 AS loss_min, 1.2e8 AS loss_max, 6e11 AS growth, 1e19 AS growth_squares,
  1e7 AS growth_min, 2e7 AS growth_max, 9e12 AS rss,
  decode(current_setting('bench.sketch'), 'hex') AS loss_sketch, decode(current_setting('bench.sketch'), 'hex') AS growth_sketch
FROM placement p;

INSERT INTO rollup_day
SELECT date_trunc('day', now()) - d * INTERVAL '1 day', service_key, class_key, arm_key, age, -1, readings, estimated, simulated, inherited, still_shared,
  loss, loss_squares, loss_min, loss_max, growth, growth_squares, growth_min, growth_max, rss, loss_sketch, growth_sketch
FROM generate_series(1, 89) d, summed, unnest('{12,20,30,38}'::int[]) age;

INSERT INTO rollup_hour
SELECT date_trunc('hour', now()) - h * INTERVAL '1 hour', service_key, class_key, arm_key, age, -1, readings, estimated, simulated, inherited, still_shared,
  loss, loss_squares, loss_min, loss_max, growth, growth_squares, growth_min, growth_max, rss, loss_sketch, growth_sketch
FROM generate_series(1, 89 * 24) h, summed, unnest('{12,20,30,38}'::int[]) age
WHERE h <= 48 OR h % 24 = 0 AND age = 30;

INSERT INTO rollup_open
SELECT date_trunc('hour', now()), service_key, class_key, arm_key, age, kafka_partition, readings, estimated, simulated, inherited, still_shared,
  loss, loss_squares, loss_min, loss_max, growth, growth_squares, growth_min, growth_max, rss, loss_sketch, growth_sketch
FROM summed, unnest('{12,20,30,38}'::int[]) age, generate_series(0, 3) kafka_partition;

INSERT INTO rollup_whole
SELECT 'epoch', service_key, class_key, arm_key, age, -1, readings, estimated, simulated, inherited, still_shared,
  loss, loss_squares, loss_min, loss_max, growth, growth_squares, growth_min, growth_max, rss, loss_sketch, growth_sketch
FROM summed, generate_series(0, 41) age;
