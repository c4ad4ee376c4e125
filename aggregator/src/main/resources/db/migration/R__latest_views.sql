-- Views of V3 with plans that hold: made anew whenever this file changes, with the same columns.

-- Of a host's families only those of its last tick are looked up, by the index. Without OFFSET the planner takes this for a join of all families ever
-- stored with all hosts, and reads every chunk there is. The class is the host's, which its last tick has set: so a class that is named leaves out the
-- hosts of all others.
CREATE OR REPLACE VIEW api.family_latest AS
SELECT h.host_id, h.simulated, c.name AS class_name, s.name AS service_name, a.name AS arm_name, f.*
FROM host h
JOIN hardware_class c ON c.class_key = h.class_key
JOIN LATERAL (
  SELECT t.collected_at FROM host_tick t WHERE t.host_key = h.host_key ORDER BY t.collected_at DESC LIMIT 1
) t ON true
JOIN LATERAL (
  SELECT * FROM family_tick f WHERE f.host_key = h.host_key AND f.collected_at = t.collected_at OFFSET 0
) f ON true
JOIN service s ON s.service_key = f.service_key
JOIN arm a ON a.arm_key = f.arm_key;

-- All services at one go: a look at all hosts for each of them would be many times as much.
CREATE OR REPLACE VIEW api.service AS
SELECT s.service_key, s.name, coalesce(f.arms, '{}') AS arms, coalesce(f.host_count, 0) AS host_count, coalesce(f.worker_count, 0) AS worker_count,
       coalesce(f.simulated, false) AS simulated
FROM service s
LEFT JOIN (
  SELECT service_key, array_agg(DISTINCT arm_name ORDER BY arm_name) AS arms, count(DISTINCT host_key) AS host_count,
         sum(worker_count) AS worker_count, bool_or(simulated) AS simulated
  FROM api.family_latest GROUP BY service_key
) f USING (service_key);
