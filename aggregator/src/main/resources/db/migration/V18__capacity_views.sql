-- What a capacity plan starts from: the fleet at its hosts' last ticks.
CREATE VIEW api.class_load AS
WITH families AS MATERIALIZED (
  SELECT f.*, greatest(t.interval_millis, 1) AS interval_millis
  FROM api.family_latest f
  JOIN LATERAL (SELECT t.interval_millis FROM host_tick t WHERE t.host_key = f.host_key ORDER BY t.collected_at DESC LIMIT 1) t ON true
), workers AS (
  SELECT r.service_key, r.class_key, r.arm_key, avg(r.sharing_loss_bytes + r.private_growth_bytes) AS private_bytes
  FROM (SELECT DISTINCT host_key, collected_at FROM families) h
  JOIN worker_reading r
    ON r.host_key = h.host_key AND r.collected_at > h.collected_at - INTERVAL '5 minutes' AND r.collected_at <= h.collected_at
  WHERE r.sharing_loss_bytes IS NOT NULL
  GROUP BY 1, 2, 3
)
SELECT f.service_name, f.class_name, f.arm_name, count(*) AS families, count(f.footprint_bytes) AS measured_families,
       sum(f.worker_count) AS workers, coalesce(sum(f.footprint_bytes), 0)::double precision AS footprint_bytes,
       min(w.private_bytes)::double precision AS private_bytes_per_worker,
       sum(f.cpu_micros_delta / (f.interval_millis * 1000.0))::double precision AS cores, bool_or(f.simulated) AS simulated
FROM families f
LEFT JOIN workers w USING (service_key, class_key, arm_key)
GROUP BY f.service_name, f.class_name, f.arm_name;
COMMENT ON VIEW api.class_load IS
  'What each arm of each service holds of each hardware class at its hosts'' last ticks: families, those of them whose footprint is known and its sum, workers, mean private bytes (sharing loss and growth) of the workers read in the five minutes before, cores used over that tick';

CREATE VIEW api.class_room AS
SELECT c.name, c.generation, c.memory_bytes, c.cores, count(h.host_id) AS hosts, coalesce(bool_or(h.simulated), false) AS simulated,
       avg(greatest(0, h.memory_bytes - h.available_bytes - coalesce(f.footprint_bytes, 0)))::double precision AS other_bytes_per_host
FROM hardware_class c
LEFT JOIN api.host h ON h.class_key = c.class_key
LEFT JOIN (
  SELECT host_key, sum(footprint_bytes) AS footprint_bytes FROM api.family_latest GROUP BY host_key
) f ON f.host_key = h.host_key
GROUP BY c.class_key, c.name, c.generation, c.memory_bytes, c.cores;
COMMENT ON VIEW api.class_room IS
  'Hosts of each hardware class and what others than the measured families hold of one on average: memory less MemAvailable less footprints, over the hosts where MemAvailable is known (null where it is nowhere)';

-- How many hosts a class has is asked for with every page of hosts.
CREATE INDEX host_class ON host (class_key);
