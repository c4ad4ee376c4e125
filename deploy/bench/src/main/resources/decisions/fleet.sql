-- bench.hosts hosts of 10 hardware classes and bench.services services, each service on every class, so that a host runs two. Half of the hosts run
-- default, half frozen. What decisions read: 14 whole days of sums over hosts for each service, class, arm and worker age; and host-days of 16
-- hosts for every tenth service and class, where an experiment was taken up ten days ago. Frozen workers lose 80 MB less, and grow 5 MB more.
SELECT setseed(0.42);
INSERT INTO hardware_class (name, generation, cores, memory_bytes)
SELECT 'Generation ' || c || ' / 32 cores / 64 GiB', 'Generation ' || c, 32, 68719476736 FROM generate_series(1, 10) c;
INSERT INTO service (name) SELECT 'service-' || lpad(s::text, 3, '0') FROM generate_series(1, current_setting('bench.services')::integer) s;
INSERT INTO arm (name) VALUES ('default'), ('frozen');
INSERT INTO host (host_id, hostname, class_key, kernel)
SELECT 'host-' || h, 'web-' || h, 1 + h % 10, '6.1.0' FROM generate_series(1, current_setting('bench.hosts')::integer) h;

CREATE TEMP TABLE day AS SELECT date_trunc('day', now(), 'UTC') - d * INTERVAL '24 hours' AS day_at, d FROM generate_series(1, 14) d;
CREATE TEMP TABLE place AS
SELECT s AS service_key, c AS class_key, a AS arm_key, current_setting('bench.hosts')::integer / current_setting('bench.services')::integer / 10 AS hosts
FROM generate_series(1, current_setting('bench.services')::integer) s, generate_series(1, 10) c, generate_series(1, 2) a;

-- n hosts with mean m and deviation d: sum n m, sum of squares (n - 1) d^2 + n m^2.
INSERT INTO class_day (day_at, service_key, class_key, arm_key, age_bucket, hosts, readings, loss_sum, loss_sum_squares, growth_sum,
  growth_sum_squares, footprint_sum, footprint_sum_squares)
SELECT day_at, service_key, class_key, arm_key, age, hosts, hosts * 480::bigint,
  hosts * loss, (hosts - 1) * 30e6 ^ 2 + hosts * loss ^ 2, hosts * growth, (hosts - 1) * 5e6 ^ 2 + hosts * growth ^ 2,
  hosts * (loss + growth), (hosts - 1) * 31e6 ^ 2 + hosts * (loss + growth) ^ 2
FROM (
  SELECT *, CASE arm_key WHEN 1 THEN 120e6 ELSE 40e6 END + (random() - 0.5) * 2e6 AS loss,
    CASE arm_key WHEN 1 THEN 20e6 ELSE 25e6 END + (random() - 0.5) * 1e6 AS growth
  FROM place, day, generate_series(-1, 30) age WHERE age = -1 OR age >= 6
) of_day;

INSERT INTO class_day_arm (day_at, service_key, class_key, arm_key, hosts, simulated_hosts, workers, ticks, ticks_expected)
SELECT day_at, service_key, class_key, arm_key, hosts, 0, hosts * 48.0, hosts * 8600::bigint, hosts * 8640.0 FROM place, day;
INSERT INTO day_fold SELECT day_at, now() FROM day;

INSERT INTO experiment (service_key, class_key, seed, proposed_at, assigned_day, control_arm, treatment_arm)
SELECT service_key, class_key, 1, now() - INTERVAL '12 days', (extract(epoch FROM date_trunc('day', now(), 'UTC')) / 86400)::bigint - 10, 'default', 'frozen'
FROM place WHERE arm_key = 1 AND (service_key + class_key) % 10 = 0;

CREATE TEMP TABLE member AS
SELECT e.experiment_key, e.service_key, e.class_key, h.host_key, h.host_id, (h.n - 1) / 2 + 1 AS pair, 1 + (h.n - 1) % 2 AS arm_key, random() * 40e6 - 20e6 AS host_loss
FROM experiment e
JOIN LATERAL (
  SELECT host_key, host_id, row_number() OVER () AS n FROM host WHERE class_key = e.class_key OFFSET 0 LIMIT 16
) h ON true;
INSERT INTO experiment_pair
SELECT experiment_key, pair, max(host_id) FILTER (WHERE arm_key = 1), max(host_id) FILTER (WHERE arm_key = 2) FROM member GROUP BY experiment_key, pair;

INSERT INTO host_day (day_at, host_key, service_key, class_key, arm_key, age_bucket, kafka_partition, readings, loss_sum, growth_sum)
SELECT day_at, host_key, service_key, class_key, arm_key, age, 0, 480,
  480 * (CASE arm_key WHEN 1 THEN 120e6 ELSE 40e6 END + host_loss + (random() - 0.5) * 10e6),
  480 * (CASE arm_key WHEN 1 THEN 20e6 ELSE 25e6 END + (random() - 0.5) * 2e6)
FROM member, day, generate_series(6, 30) age WHERE d <= 10;
INSERT INTO host_day_arm (day_at, host_key, service_key, class_key, arm_key, kafka_partition, ticks, worker_sum, cpu_micros, looks, hits,
  squared_hits, counted_ticks, cpi_sum, cpi_sum_squares, miss_ticks, cache_references, cache_misses, runtime_version, policy_name)
SELECT day_at, host_key, service_key, class_key, arm_key, 0, 8640, 8640 * 48, 1e12, 100000, 800, 1600, 8640, 8640 * 1.6, 8640 * 2.6, 8640, 1e12,
  1.2e11, '3.11.9', CASE arm_key WHEN 1 THEN 'default' ELSE 'frozen' END
FROM member, day WHERE d <= 10;
