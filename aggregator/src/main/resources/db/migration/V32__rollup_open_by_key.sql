-- Rows of open hours are looked for by their whole key only: compaction walks along it too. An index by hour alone tempted the
-- planner, which knows nothing of a table that was empty a minute ago, into reading all rows of an hour for each key.
DROP INDEX rollup_open_time;
