-- Views of V3 with plans that hold: made anew whenever this file changes, with the same columns.

-- Of a host's families only those of its last tick are looked up, by the index. Without OFFSET the planner takes this for a join of all families ever
-- stored with all hosts, and reads every chunk there is.
CREATE OR REPLACE VIEW api.family_latest AS
SELECT h.host_id, h.simulated, c.name AS class_name, s.name AS service_name, a.name AS arm_name, f.*
FROM host h
JOIN LATERAL (
  SELECT t.collected_at FROM host_tick t WHERE t.host_key = h.host_key ORDER BY t.collected_at DESC LIMIT 1
) t ON true
JOIN LATERAL (
  SELECT * FROM family_tick f WHERE f.host_key = h.host_key AND f.collected_at = t.collected_at OFFSET 0
) f ON true
JOIN hardware_class c ON c.class_key = f.class_key
JOIN service s ON s.service_key = f.service_key
JOIN arm a ON a.arm_key = f.arm_key;
