-- Whole days, experiments, totals and the ledger. Ingest writes host_day_arm beside host_day; when a day is over the decision pass folds both
-- into sums over hosts, so that hosts which take part in no experiment need not be kept one by one.

CREATE TABLE host_day_arm (
  day_at           timestamptz      NOT NULL,
  host_key         integer          NOT NULL,
  service_key      integer          NOT NULL,
  class_key        integer          NOT NULL,
  arm_key          integer          NOT NULL,
  kafka_partition  integer          NOT NULL,
  ticks            bigint           NOT NULL,
  worker_sum       bigint           NOT NULL,
  cpu_micros       bigint           NOT NULL,
  looks            bigint           NOT NULL,
  hits             bigint           NOT NULL,
  squared_hits     double precision NOT NULL,
  counted_ticks    bigint           NOT NULL,
  cpi_sum          double precision NOT NULL,
  cpi_sum_squares  double precision NOT NULL,
  miss_ticks       bigint           NOT NULL,
  cache_references double precision NOT NULL,
  cache_misses     double precision NOT NULL,
  runtime_version  text             NOT NULL,
  policy_name      text,
  PRIMARY KEY (host_key, day_at, service_key, class_key, arm_key, kafka_partition)
) WITH (fillfactor = 70);
CREATE INDEX host_day_arm_service ON host_day_arm (service_key, class_key, day_at);
COMMENT ON TABLE host_day_arm IS
  'What one arm of one service was on one host on one day (UTC) besides its memory: workers, CPU time, looks at collecting flags, and the host''s counters at ticks at which nothing else ran there; partial rows. Not rebuilt by a backfill';

CREATE TABLE class_day (
  day_at                timestamptz      NOT NULL,
  service_key           integer          NOT NULL,
  class_key             integer          NOT NULL,
  arm_key               integer          NOT NULL,
  age_bucket            smallint         NOT NULL,
  hosts                 integer          NOT NULL,
  readings              bigint           NOT NULL,
  loss_sum              double precision NOT NULL,
  loss_sum_squares      double precision NOT NULL,
  growth_sum            double precision NOT NULL,
  growth_sum_squares    double precision NOT NULL,
  footprint_sum         double precision NOT NULL,
  footprint_sum_squares double precision NOT NULL,
  PRIMARY KEY (service_key, class_key, day_at, arm_key, age_bucket)
);
COMMENT ON TABLE class_day IS
  'Means of hosts over one whole day (UTC), summed over the hosts of a class: bytes per worker by worker age, and in bucket -1 at each host''s own mix of ages; footprint is loss and growth together';

CREATE TABLE class_day_arm (
  day_at          timestamptz      NOT NULL,
  service_key     integer          NOT NULL,
  class_key       integer          NOT NULL,
  arm_key         integer          NOT NULL,
  hosts           integer          NOT NULL,
  simulated_hosts integer          NOT NULL,
  workers         double precision NOT NULL,
  ticks           bigint           NOT NULL,
  ticks_expected  double precision NOT NULL,
  PRIMARY KEY (service_key, class_key, day_at, arm_key)
);
COMMENT ON TABLE class_day_arm IS
  'Hosts and workers of an arm on one whole day (UTC); ticks are those that arrived of the ones expected, going by the host with most';

CREATE TABLE day_fold (
  day_at    timestamptz NOT NULL PRIMARY KEY,
  folded_at timestamptz NOT NULL
);
COMMENT ON TABLE day_fold IS 'Days that were folded into class_day, and when last';

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
    PERFORM create_hypertable('host_day_arm', by_range('day_at', INTERVAL '7 days'), create_default_indexes => false);
    PERFORM create_hypertable('class_day', by_range('day_at', INTERVAL '90 days'), create_default_indexes => false);
    PERFORM create_hypertable('class_day_arm', by_range('day_at', INTERVAL '90 days'), create_default_indexes => false);
  END IF;
END
$$;

-- An experiment is a plan that Cowbell proposed; hosts that follow it make it one. Arms are named by what was found there.
CREATE TABLE experiment (
  experiment_key   integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  service_key      integer     NOT NULL REFERENCES service,
  class_key        integer     NOT NULL REFERENCES hardware_class,
  seed             bigint      NOT NULL,
  proposed_at      timestamptz NOT NULL,
  assigned_day     bigint,
  control_arm      text,
  treatment_arm    text,
  control_policy   text,
  treatment_policy text,
  standard_ages    smallint[],
  standard_weights double precision[],
  UNIQUE (service_key, class_key)
);
COMMENT ON TABLE experiment IS
  'Plans proposed per service and class; assigned_day (days since 1970) and the arms are filled in when hosts follow, the mix of ages at the first look with an interval';

CREATE TABLE experiment_pair (
  experiment_key integer  NOT NULL REFERENCES experiment ON DELETE CASCADE,
  pair_number    smallint NOT NULL,
  control_host   text     NOT NULL,
  treatment_host text     NOT NULL,
  PRIMARY KEY (experiment_key, pair_number)
);

ALTER TABLE savings
  ADD COLUMN footprint_avoided         double precision,
  ADD COLUMN footprint_avoided_low     double precision,
  ADD COLUMN footprint_avoided_high    double precision,
  ADD COLUMN own_loss_avoided          double precision,
  ADD COLUMN own_loss_avoided_low      double precision,
  ADD COLUMN own_loss_avoided_high     double precision,
  ADD COLUMN own_growth_added          double precision,
  ADD COLUMN own_growth_added_low      double precision,
  ADD COLUMN own_growth_added_high     double precision,
  ADD COLUMN own_footprint_avoided      double precision,
  ADD COLUMN own_footprint_avoided_low  double precision,
  ADD COLUMN own_footprint_avoided_high double precision,
  ADD COLUMN departures                text;
COMMENT ON COLUMN savings.assignment IS 'As cowbell.v1.Assignment';

CREATE OR REPLACE VIEW api.savings AS
SELECT s.name AS service_name, c.name AS class_name, ca.name AS control_arm, ta.name AS treatment_arm, v.*
FROM savings v
JOIN service s USING (service_key)
JOIN hardware_class c USING (class_key)
JOIN arm ca ON ca.arm_key = v.control_arm_key
JOIN arm ta ON ta.arm_key = v.treatment_arm_key;
COMMENT ON VIEW api.savings IS
  'What each arm saves against the control of its service and hardware class, as last computed, per worker: at equal ages, and (own_*) at each arm''s own mix of ages; the latter null until whole days were compared';

CREATE TABLE savings_total (
  service_key    integer,
  class_key      integer,
  realised       boolean          NOT NULL,
  loss_avoided   double precision NOT NULL,
  loss_low       double precision NOT NULL,
  loss_high      double precision NOT NULL,
  growth_added   double precision NOT NULL,
  growth_low     double precision NOT NULL,
  growth_high    double precision NOT NULL,
  footprint      double precision NOT NULL,
  footprint_low  double precision NOT NULL,
  footprint_high double precision NOT NULL,
  hosts          integer          NOT NULL,
  memory_bytes   double precision NOT NULL,
  hosts_freed      double precision NOT NULL,
  hosts_freed_low  double precision NOT NULL,
  hosts_freed_high double precision NOT NULL,
  money      double precision, money_low  double precision, money_high  double precision, money_basis  text NOT NULL,
  watts      double precision, watts_low  double precision, watts_high  double precision, watts_basis  text NOT NULL,
  carbon_kg  double precision, carbon_low double precision, carbon_high double precision, carbon_basis text NOT NULL,
  worker_coverage double precision NOT NULL,
  tick_coverage   double precision NOT NULL,
  simulated       boolean          NOT NULL,
  computed_at     timestamptz      NOT NULL
);
COMMENT ON TABLE savings_total IS
  'Savings in bytes, hosts, money a month, watts and kg CO2e a month: per service and class, per class (service null), over the fleet (both null)';

CREATE TABLE savings_ledger (
  service_key        integer          NOT NULL,
  class_key          integer          NOT NULL,
  control_arm_key    integer          NOT NULL,
  treatment_arm_key  integer          NOT NULL,
  advised_at         timestamptz      NOT NULL,
  predicted          double precision NOT NULL,
  predicted_low      double precision NOT NULL,
  predicted_high     double precision NOT NULL,
  predicted_workers  double precision NOT NULL,
  control_hosts      integer          NOT NULL,
  control_sum        double precision NOT NULL,
  control_sum_squares double precision NOT NULL,
  treated_workers    double precision NOT NULL,
  realised           double precision,
  realised_low       double precision,
  realised_high      double precision,
  realised_workers   double precision,
  realised_at        timestamptz,
  PRIMARY KEY (service_key, class_key, control_arm_key, treatment_arm_key)
);
COMMENT ON TABLE savings_ledger IS
  'What was predicted per worker when a policy was first advised, and what came true: footprint of the control then less that of the treatment on the last whole day';

CREATE VIEW api.savings_total AS
SELECT s.name AS service_name, c.name AS class_name, t.*
FROM savings_total t
LEFT JOIN service s USING (service_key)
LEFT JOIN hardware_class c USING (class_key);
COMMENT ON VIEW api.savings_total IS
  'Realised and remaining savings: per service and class, per class (service_name null), over the fleet (both null); bytes at each arm''s own mix of ages; share of memory is footprint / memory_bytes; money and carbon are per month; *_basis is the source, or why there is none';

CREATE VIEW api.savings_ledger AS
SELECT s.name AS service_name, c.name AS class_name, ca.name AS control_arm, ta.name AS treatment_arm, l.advised_at,
       l.predicted, l.predicted_low, l.predicted_high, l.predicted_workers, l.predicted * l.predicted_workers AS predicted_bytes,
       l.realised, l.realised_low, l.realised_high, l.realised_workers, l.realised * l.realised_workers AS realised_bytes, l.realised_at
FROM savings_ledger l
JOIN service s USING (service_key)
JOIN hardware_class c USING (class_key)
JOIN arm ca ON ca.arm_key = l.control_arm_key
JOIN arm ta ON ta.arm_key = l.treatment_arm_key;
COMMENT ON VIEW api.savings_ledger IS
  'Footprint avoided per worker as predicted when a policy was first advised, beside what came true; realised columns null until a host went over';

CREATE VIEW api.experiment AS
SELECT s.name AS service_name, c.name AS class_name, e.proposed_at, e.assigned_day, e.control_arm, e.treatment_arm, e.control_policy,
       e.treatment_policy, p.pair_number, p.control_host, p.treatment_host
FROM experiment e
JOIN experiment_pair p USING (experiment_key)
JOIN service s USING (service_key)
JOIN hardware_class c USING (class_key);
COMMENT ON VIEW api.experiment IS
  'Pairs of hosts by hash order that were proposed; assigned_day is null until four fifths of either side run one arm each';

CREATE VIEW api.arm_day AS
SELECT s.name AS service_name, c.name AS class_name, a.name AS arm_name, d.day_at, count(DISTINCT d.host_key)::integer AS hosts,
       sum(d.counted_ticks)::bigint AS counted_ticks, sum(d.cpi_sum) / nullif(sum(d.counted_ticks), 0) AS cycles_per_instruction,
       sum(d.miss_ticks)::bigint AS miss_ticks, sum(d.cache_misses) / nullif(sum(d.cache_references), 0) AS miss_ratio,
       sum(d.looks)::bigint AS looks, sum(d.hits)::bigint AS hits, sqrt(sum(d.squared_hits)) / nullif(sum(d.looks), 0) AS collector_share_deviation,
       sum(d.cpu_micros)::bigint AS cpu_micros, sum(d.worker_sum)::bigint AS worker_sum, sum(d.ticks)::bigint AS ticks
FROM host_day_arm d
JOIN service s USING (service_key)
JOIN hardware_class c ON c.class_key = d.class_key
JOIN arm a USING (arm_key)
GROUP BY s.name, c.name, a.name, d.day_at;
COMMENT ON VIEW api.arm_day IS
  'Arms by day: cycles per instruction and miss ratio of hosts while they ran nothing else (null without counters), share of worker time in the collector as hits / looks with its standard deviation';
