-- Rollouts of advice on collector policies: reloads as collectors saw them, what is normal for a host, what was observed on hosts
-- while a change came to them, how far each rollout has come, every decision with what it rested on, and what is still to be published.

CREATE TABLE reload (
  seen_at                timestamptz NOT NULL,
  began_at               timestamptz NOT NULL,
  host_key               integer     NOT NULL,
  service_key            integer     NOT NULL,
  class_key              integer     NOT NULL,
  arm_key                integer     NOT NULL,
  master_pid             bigint      NOT NULL,
  master_start_ticks     bigint      NOT NULL,
  way                    smallint    NOT NULL,
  workers_before         integer     NOT NULL,
  workers_after          integer     NOT NULL,
  back_millis            bigint,
  back_reason            smallint,
  ready_millis           bigint,
  ready_reason           smallint,
  available_before_bytes bigint,
  available_lowest_bytes bigint
);
CREATE INDEX reload_service ON reload (service_key, class_key, seen_at DESC);
CREATE INDEX reload_host ON reload (host_key, seen_at DESC);
COMMENT ON TABLE reload IS 'Families that replaced all workers at once, under the arm they ran afterwards; way as cowbell.v1.ReloadWay';

CREATE TABLE vitals_day (
  day_at                  timestamptz      NOT NULL,
  class_key               integer          NOT NULL,
  host_key                integer          NOT NULL,
  page_cache_bytes        double precision NOT NULL,
  major_faults_per_second double precision NOT NULL,
  PRIMARY KEY (host_key, day_at)
);
CREATE TABLE vitals_day_closed (
  class_key integer     NOT NULL,
  day_at    timestamptz NOT NULL,
  PRIMARY KEY (class_key, day_at)
);
COMMENT ON TABLE vitals_day IS 'What was normal for a host on one day (UTC): median page cache, mean rate of major faults';
COMMENT ON TABLE vitals_day_closed IS 'Days of a hardware class that vitals_day holds';

-- Hosts of a service as they were last seen. A host that was given the change keeps the baseline it had before.
CREATE TABLE rollout_host (
  service_key             integer     NOT NULL,
  class_key               integer     NOT NULL,
  host_key                integer     NOT NULL,
  arm_key                 integer     NOT NULL,
  seen_at                 timestamptz NOT NULL,
  looked_until            timestamptz,
  touched_at              timestamptz,
  restart_seconds         double precision,
  page_cache_bytes        double precision,
  major_faults_per_second double precision,
  loaded_after_fork       boolean NOT NULL DEFAULT false,
  PRIMARY KEY (service_key, class_key, host_key)
) WITH (fillfactor = 70);

CREATE TABLE guardrail_observation (
  service_key             integer     NOT NULL,
  class_key               integer     NOT NULL,
  host_key                integer     NOT NULL,
  arm_key                 integer     NOT NULL,
  began_at                timestamptz NOT NULL,
  ended_at                timestamptz NOT NULL,
  ready_seconds           double precision,
  loaded_after_fork       boolean     NOT NULL,
  available_share         double precision,
  page_cache_bytes        double precision,
  major_faults_per_second double precision,
  disk_busy_seconds       double precision,
  killed                  bigint      NOT NULL,
  PRIMARY KEY (service_key, class_key, host_key, began_at)
);
CREATE INDEX guardrail_observation_time ON guardrail_observation (service_key, class_key, ended_at);
COMMENT ON TABLE guardrail_observation IS 'The minute from the begin of a reload as guardrails judge it';

CREATE TABLE rollout (
  service_key     integer     NOT NULL,
  class_key       integer     NOT NULL,
  control_arm     text        NOT NULL,
  treatment_arm   text        NOT NULL,
  stage           text        NOT NULL CHECK (stage IN ('OBSERVE', 'CANARY', 'EXPAND', 'FLEET', 'HELD', 'ROLLED_BACK')),
  running         text        CHECK (running IN ('CANARY', 'EXPAND', 'FLEET')),
  wave            text        CHECK (wave IN ('FIRST', 'WHOLE')),
  running_since   timestamptz,
  stopped_at      timestamptz,
  stopped_because text,
  breach_rails    text[]             NOT NULL DEFAULT '{}',
  breach_subjects text[]             NOT NULL DEFAULT '{}',
  breach_observed double precision[] NOT NULL DEFAULT '{}',
  breach_allowed  double precision[] NOT NULL DEFAULT '{}',
  breach_at       timestamptz[]      NOT NULL DEFAULT '{}',
  fixed_how       text,
  fixed_at        timestamptz,
  because         text[]      NOT NULL,
  treated_hosts   integer     NOT NULL,
  hosts           integer     NOT NULL,
  moved_at        timestamptz NOT NULL,
  ipc_low         double precision,
  ipc_high        double precision,
  ipc_looked_at   timestamptz NOT NULL DEFAULT '-infinity',
  advice          bytea       NOT NULL,
  PRIMARY KEY (service_key, class_key),
  CHECK ((running IS NULL) = (stage = 'OBSERVE') AND (running IS NULL) = (running_since IS NULL)),
  CHECK ((stage IN ('HELD', 'ROLLED_BACK')) = (stopped_at IS NOT NULL))
);
COMMENT ON TABLE rollout IS 'How far GC_POLICY advice has come; advice is the recommendation as it stood when its treatment was last told from chance; ipc is the relative change of instructions per cycle, looked at now and then';

CREATE TABLE stage_decision (
  decision_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  decided_at    timestamptz NOT NULL,
  made_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  service_key   integer     NOT NULL,
  class_key     integer     NOT NULL,
  treatment_arm text        NOT NULL,
  before_stage  text        NOT NULL,
  after_stage   text        NOT NULL,
  because       text[]      NOT NULL,
  treated_hosts integer     NOT NULL,
  hosts         integer     NOT NULL,
  reloads       integer     NOT NULL,
  clean_reloads integer     NOT NULL,
  unjudged      text[]      NOT NULL,
  evidence      text[]      NOT NULL,
  operator      text,
  request_id    uuid
);
CREATE INDEX stage_decision_of ON stage_decision (service_key, class_key, decided_at DESC);
COMMENT ON TABLE stage_decision IS
  'Every move of a stage with what it rested on: decided_at is the time of the ticks it rests on, made_at that of the clock; evidence is what the advice rested on';

-- computed is a recommendation as it was computed; payload is the same with the stage of its rollout.
ALTER TABLE recommendation ADD COLUMN computed bytea;

CREATE TABLE published_recommendation (
  id           text   PRIMARY KEY,
  content_hash bigint NOT NULL
);
CREATE TABLE recommendation_outbox (
  outbox_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id        text  NOT NULL,
  payload   bytea
);
COMMENT ON TABLE recommendation_outbox IS
  'What is to be published on cowbell.recommendations.v1, in this order; a row goes once the broker has confirmed it; no payload withdraws';

CREATE VIEW api.stage_decision AS
SELECT s.name AS service_name, c.name AS class_name, c.generation, d.decided_at, d.made_at, d.treatment_arm, d.before_stage, d.after_stage,
       d.because, d.treated_hosts, d.hosts, d.reloads, d.clean_reloads, d.unjudged, d.evidence, d.operator, d.request_id, d.decision_id
FROM stage_decision d
JOIN service s USING (service_key)
JOIN hardware_class c USING (class_key);
COMMENT ON VIEW api.stage_decision IS 'Moves of stages and what they rested on';

CREATE VIEW api.reload AS
SELECT s.name AS service_name, c.name AS class_name, h.host_id, h.simulated, a.name AS arm_name, r.seen_at, r.began_at, r.way,
       r.workers_before, r.workers_after, r.back_millis, r.back_reason, r.ready_millis, r.ready_reason,
       r.available_before_bytes, r.available_lowest_bytes
FROM reload r
JOIN service s USING (service_key)
JOIN hardware_class c ON c.class_key = r.class_key
JOIN host h USING (host_key)
JOIN arm a USING (arm_key);
COMMENT ON VIEW api.reload IS 'Families that replaced all workers at once; reasons as cowbell.v1.UnavailableReason';

-- What retention looks for by time alone.
CREATE INDEX reload_time ON reload USING brin (seen_at);
CREATE INDEX guardrail_observation_ended ON guardrail_observation USING brin (ended_at);
CREATE INDEX vitals_day_time ON vitals_day USING brin (day_at);
