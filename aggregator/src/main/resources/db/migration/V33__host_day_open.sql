-- What a transaction adds to host-days is appended to open tables, which have no index: in a large fleet hardly two ticks of a
-- transaction are of one host, and a row that is looked up and written anew costs many times one that is appended. Each decision pass
-- first adds open rows to their host-days and deletes them, both at once.

CREATE TABLE host_day_open (LIKE host_day INCLUDING DEFAULTS);
COMMENT ON VIEW api.host_day IS
  'Worker readings of one host, service, arm, day and worker age, partial rows merged; the mean sharing loss is loss_sum / readings; up to a decision pass late';
COMMENT ON VIEW api.host_day_footprint IS
  'Family footprints of one host, service, arm and day, partial rows merged; the mean footprint of a family is footprint_sum / readings; up to a decision pass late';

COMMENT ON TABLE host_day_open IS 'What is to be added to host_day';

CREATE TABLE host_day_footprint_open (LIKE host_day_footprint INCLUDING DEFAULTS);
COMMENT ON TABLE host_day_footprint_open IS 'What is to be added to host_day_footprint';

CREATE TABLE host_day_arm_open (LIKE host_day_arm INCLUDING DEFAULTS, written_at timestamptz NOT NULL DEFAULT now());
COMMENT ON TABLE host_day_arm_open IS 'What is to be added to host_day_arm, in the order of its transactions';
