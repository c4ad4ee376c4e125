-- The time of the newest tick, by which decisions go: one row a partition to look at instead of one a host.

ALTER TABLE consumer_offset ADD COLUMN newest_at timestamptz;
COMMENT ON COLUMN consumer_offset.newest_at IS 'When the newest tick of this partition was collected';
UPDATE consumer_offset SET newest_at = (
  SELECT max(t.collected_at) FROM host h JOIN LATERAL (
    SELECT collected_at FROM host_tick WHERE host_key = h.host_key ORDER BY collected_at DESC LIMIT 1
  ) t ON true);
