-- What the aggregator stores. One transaction per poll writes rows, roll-up partials and consumed offsets together.
-- Byte columns are bytes; *_reason columns hold the number of cowbell.v1.UnavailableReason where the value beside them is null.

CREATE TABLE hardware_class (
  class_key     integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name          text    NOT NULL UNIQUE,
  generation    text    NOT NULL,
  cores         integer NOT NULL,
  memory_bytes  bigint  NOT NULL
);

CREATE TABLE service (
  service_key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name        text NOT NULL UNIQUE
);

CREATE TABLE arm (
  arm_key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name    text NOT NULL UNIQUE
);

CREATE TABLE host (
  host_key  integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  host_id   text    NOT NULL UNIQUE,
  hostname  text    NOT NULL,
  class_key integer NOT NULL REFERENCES hardware_class,
  kernel    text    NOT NULL,
  labels    jsonb   NOT NULL DEFAULT '{}',
  simulated boolean NOT NULL DEFAULT false
);

-- Where each partition stands. accepted = stored + rejected + duplicate at every moment.
CREATE TABLE consumer_offset (
  topic           text    NOT NULL,
  kafka_partition integer NOT NULL,
  next_offset     bigint  NOT NULL,
  accepted        bigint  NOT NULL DEFAULT 0,
  stored          bigint  NOT NULL DEFAULT 0,
  rejected        bigint  NOT NULL DEFAULT 0,
  duplicate       bigint  NOT NULL DEFAULT 0,
  PRIMARY KEY (topic, kafka_partition),
  CHECK (accepted = stored + rejected + duplicate)
);

-- One row per tick. Its (host_key, boot_id, sequence) is also the high-water mark against duplicates.
CREATE TABLE host_tick (
  collected_at         timestamptz NOT NULL,
  host_key             integer     NOT NULL,
  boot_id              uuid        NOT NULL,
  sequence             bigint      NOT NULL,
  kafka_partition      integer     NOT NULL,
  interval_millis      bigint      NOT NULL,
  memory_total_bytes   bigint      NOT NULL,
  memory_free_bytes    bigint      NOT NULL,
  available_bytes      bigint,
  available_reason     smallint,
  page_cache_bytes     bigint      NOT NULL,
  anonymous_bytes      bigint      NOT NULL,
  swap_used_bytes      bigint      NOT NULL,
  memory_pressure      real,
  cpu_pressure         real,
  io_pressure          real,
  disk_busy_ratio      real,
  instructions         bigint,
  cycles               bigint,
  cache_references     bigint,
  cache_misses         bigint,
  counters_reason      smallint,
  family_count         integer     NOT NULL,
  worker_count         integer     NOT NULL,
  full_readings        integer     NOT NULL,
  deferred_readings    integer     NOT NULL,
  gap_ticks            bigint      NOT NULL,
  collector_cpu_micros bigint      NOT NULL,
  collector_rss_bytes  bigint      NOT NULL
);
CREATE INDEX host_tick_host ON host_tick (host_key, collected_at DESC);
CREATE INDEX host_tick_partition ON host_tick (kafka_partition, collected_at DESC);

CREATE TABLE family_tick (
  collected_at            timestamptz NOT NULL,
  host_key                integer     NOT NULL,
  master_pid              bigint      NOT NULL,
  master_start_ticks      bigint      NOT NULL,
  service_key             integer     NOT NULL,
  arm_key                 integer     NOT NULL,
  class_key               integer     NOT NULL,
  runtime_kind            smallint    NOT NULL,
  runtime_version         text        NOT NULL,
  policy_name             text,
  policy_enabled          boolean,
  policy_thresholds       integer[],
  policy_frozen           boolean,
  policy_reason           smallint,
  worker_count            integer     NOT NULL,
  unreadable_worker_count integer     NOT NULL,
  rss_sum_bytes           bigint      NOT NULL,
  pss_sum_bytes           bigint,
  pss_sum_reason          smallint,
  oldest_reading_at       timestamptz,
  footprint_bytes         bigint,
  footprint_source        smallint,
  footprint_basis         smallint,
  master_anonymous_bytes  bigint      NOT NULL,
  cpu_micros_delta        bigint      NOT NULL,
  minor_faults_delta      bigint      NOT NULL,
  major_faults_delta      bigint      NOT NULL
);
CREATE INDEX family_tick_host ON family_tick (host_key, collected_at DESC);

CREATE TABLE worker_reading (
  collected_at            timestamptz NOT NULL,
  read_at                 timestamptz NOT NULL,
  host_key                integer     NOT NULL,
  master_pid              bigint      NOT NULL,
  master_start_ticks      bigint      NOT NULL,
  service_key             integer     NOT NULL,
  arm_key                 integer     NOT NULL,
  class_key               integer     NOT NULL,
  pid                     bigint      NOT NULL,
  start_ticks             bigint      NOT NULL,
  age_seconds             real        NOT NULL,
  rss_bytes               bigint      NOT NULL,
  pss_bytes               bigint,
  uss_bytes               bigint,
  anonymous_bytes         bigint,
  full_reason             smallint,
  inherited_bytes         bigint,
  inherited_basis         smallint,
  inherited_reason        smallint,
  still_shared_bytes      bigint,
  sharing_loss_bytes      bigint,
  private_growth_bytes    bigint,
  sharing_basis           smallint,
  sharing_reason          smallint,
  minor_faults            bigint      NOT NULL,
  major_faults            bigint      NOT NULL,
  cpu_micros              bigint      NOT NULL,
  full_collections        bigint,
  full_collections_reason smallint
);
CREATE INDEX worker_reading_host ON worker_reading (host_key, collected_at DESC);
CREATE INDEX worker_reading_service ON worker_reading (service_key, class_key, collected_at DESC);

CREATE TABLE lifecycle_event (
  seen_at            timestamptz NOT NULL,
  host_key           integer     NOT NULL,
  kind               smallint    NOT NULL,
  master_pid         bigint      NOT NULL,
  master_start_ticks bigint      NOT NULL,
  pid                bigint      NOT NULL,
  start_ticks        bigint      NOT NULL,
  detail             text        NOT NULL
);
CREATE INDEX lifecycle_event_host ON lifecycle_event (host_key, seen_at DESC);

-- Moments and sketches of worker readings by minute and worker age. A row is partial: one per partition, merged on reading,
-- so that instances never contend for it.
CREATE TABLE rollup_minute (
  bucket_at           timestamptz      NOT NULL,
  service_key         integer          NOT NULL,
  class_key           integer          NOT NULL,
  arm_key             integer          NOT NULL,
  age_bucket          smallint         NOT NULL,
  kafka_partition     integer          NOT NULL,
  readings            bigint           NOT NULL,
  estimated_readings  bigint           NOT NULL,
  simulated_readings  bigint           NOT NULL,
  inherited_sum       double precision NOT NULL,
  still_shared_sum    double precision NOT NULL,
  loss_sum            double precision NOT NULL,
  loss_sum_squares    double precision NOT NULL,
  loss_min            double precision NOT NULL,
  loss_max            double precision NOT NULL,
  growth_sum          double precision NOT NULL,
  growth_sum_squares  double precision NOT NULL,
  growth_min          double precision NOT NULL,
  growth_max          double precision NOT NULL,
  rss_sum             double precision NOT NULL,
  loss_sketch         bytea            NOT NULL,
  growth_sketch       bytea            NOT NULL,
  PRIMARY KEY (service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition)
);

-- What each arm saves against the control, as last computed.
CREATE TABLE savings (
  service_key                       integer          NOT NULL,
  class_key                         integer          NOT NULL,
  control_arm_key                   integer          NOT NULL,
  treatment_arm_key                 integer          NOT NULL,
  at_age_seconds                    double precision NOT NULL,
  loss_avoided_bytes_per_worker     double precision NOT NULL,
  loss_avoided_low                  double precision NOT NULL,
  loss_avoided_high                 double precision NOT NULL,
  growth_added_bytes_per_worker     double precision NOT NULL,
  growth_added_low                  double precision NOT NULL,
  growth_added_high                 double precision NOT NULL,
  interval_basis                    text             NOT NULL,
  control_hosts                     integer          NOT NULL,
  treatment_hosts                   integer          NOT NULL,
  control_workers                   integer          NOT NULL,
  treatment_workers                 integer          NOT NULL,
  worker_coverage                   double precision NOT NULL,
  tick_coverage                     double precision NOT NULL,
  assignment                        smallint         NOT NULL,
  simulated                         boolean          NOT NULL,
  computed_at                       timestamptz      NOT NULL,
  PRIMARY KEY (service_key, class_key, control_arm_key, treatment_arm_key)
);

-- Recommendations as last computed. The payload is a serialised cowbell.v1.Recommendation; the columns are what one looks it up by.
CREATE TABLE recommendation (
  service_key integer     NOT NULL,
  class_key   integer     NOT NULL,
  kind        smallint    NOT NULL,
  computed_at timestamptz NOT NULL,
  payload     bytea       NOT NULL,
  PRIMARY KEY (service_key, class_key, kind)
);
