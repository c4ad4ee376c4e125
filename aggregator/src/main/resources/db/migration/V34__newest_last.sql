-- Newest last: rows come in the order of time, and only behind the last entry of its group does a B-tree fill its pages before it begins
-- others. Before the first entry each page is split in halves that stay half empty.
-- Whoever asks for the newest reads backwards, at the same cost.

DROP INDEX host_tick_host;
CREATE INDEX host_tick_host ON host_tick (host_key, collected_at);

DROP INDEX family_tick_host;
CREATE INDEX family_tick_host ON family_tick (host_key, collected_at);

DROP INDEX worker_reading_host;
CREATE INDEX worker_reading_host ON worker_reading (host_key, collected_at);

DROP INDEX worker_reading_service;
CREATE INDEX worker_reading_service ON worker_reading (service_key, class_key, collected_at);
