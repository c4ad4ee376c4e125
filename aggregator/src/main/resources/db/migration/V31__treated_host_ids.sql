-- Which hosts are to have a change, by name: a count alone means others whenever hosts come or go.

ALTER TABLE rollout ADD COLUMN treated_host_ids text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN rollout.treated_host_ids IS
  'Hosts that are to have the change; empty where all are, and where they are too many to name: then the first treated_hosts in order';
