-- What a poll adds to host-days is appended to an open table, which has no index: in a large fleet hardly two of its ticks are of one
-- host, and a row that is looked up and written anew costs many times one that is appended. Each decision pass
-- first adds open rows to their host-days and deletes them, both at once.

CREATE TABLE host_day_open (
  day_at               timestamptz      NOT NULL,
  written_at           timestamptz      NOT NULL DEFAULT clock_timestamp(),
  host_key             integer          NOT NULL,
  service_key          integer          NOT NULL,
  class_key            integer          NOT NULL,
  arm_key              integer          NOT NULL,
  kafka_partition      integer          NOT NULL,
  age_bucket           smallint,
  readings             bigint,
  loss_sum             double precision,
  growth_sum           double precision,
  footprint_readings   bigint,
  footprint_sum        double precision,
  footprint_max        double precision,
  footprint_worker_sum bigint,
  ticks                bigint,
  worker_sum           bigint,
  cpu_micros           bigint,
  looks                bigint,
  hits                 bigint,
  squared_hits         double precision,
  counted_ticks        bigint,
  cpi_sum              double precision,
  cpi_sum_squares      double precision,
  miss_ticks           bigint,
  cache_references     double precision,
  cache_misses         double precision,
  runtime_version      text,
  policy_name          text
);
COMMENT ON TABLE host_day_open IS
  'What is to be added to host_day (a row for each worker age), to host_day_footprint and to host_day_arm (in the first of these rows; later ones leave it empty)';
COMMENT ON COLUMN host_day_open.written_at IS 'When it was written: of version and policy what was known last counts';

COMMENT ON VIEW api.host_day IS
  'Worker readings of one host, service, arm, day and worker age, partial rows merged; the mean sharing loss is loss_sum / readings; up to a decision pass late';
COMMENT ON VIEW api.host_day_footprint IS
  'Family footprints of one host, service, arm and day, partial rows merged; the mean footprint of a family is footprint_sum / readings; up to a decision pass late';
