-- What operators ask of a stage. The API server inserts, the aggregator's decision job answers; rows are never deleted: they are the audit log.
-- This is the only table of schema api and the only thing the server writes: its role needs SELECT and INSERT here and no more.
CREATE TABLE api.stage_request (
  request_id   uuid        PRIMARY KEY,
  service_name text        NOT NULL,
  class_name   text        NOT NULL,
  kind         smallint    NOT NULL,
  action       smallint    NOT NULL CHECK (action BETWEEN 1 AND 3),
  reason       text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  operator     text        NOT NULL,
  asked_from   text        NOT NULL,
  asked_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  outcome      smallint    CHECK (outcome IN (2, 3)),
  decided_at   timestamptz,
  detail       text,
  CHECK ((outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (detail IS NULL))
);
CREATE INDEX stage_request_of ON api.stage_request (service_name, class_name, kind, asked_at DESC);
CREATE INDEX stage_request_pending ON api.stage_request (asked_at) WHERE outcome IS NULL;
COMMENT ON TABLE api.stage_request IS
  'What operators asked of stages: action as cowbell.v1.StageAction; outcome as cowbell.v1.StageRequestState, null while pending, with a sentence in detail';
