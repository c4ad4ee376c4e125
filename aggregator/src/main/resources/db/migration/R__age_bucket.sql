-- Curves join this view with as many rows as they have. As constants it is a list to look into; computed from an array of edges it was computed again for
-- each of these rows.
CREATE OR REPLACE VIEW api.age_bucket AS
SELECT age_bucket::smallint AS age_bucket, from_seconds, to_seconds
FROM (VALUES
  (0, 0::double precision, 1::double precision), (1, 1, 2), (2, 2, 3), (3, 3, 4), (4, 4, 5), (5, 5, 6), (6, 6, 8), (7, 8, 10), (8, 10, 12), (9, 12, 15), (10, 15, 18),
  (11, 18, 22), (12, 22, 27), (13, 27, 33), (14, 33, 40), (15, 40, 50), (16, 50, 60), (17, 60, 75), (18, 75, 90), (19, 90, 120),
  (20, 120, 150), (21, 150, 180), (22, 180, 240), (23, 240, 300), (24, 300, 450), (25, 450, 600), (26, 600, 900), (27, 900, 1200),
  (28, 1200, 1800), (29, 1800, 2700), (30, 2700, 3600), (31, 3600, 5400), (32, 5400, 7200), (33, 7200, 10800), (34, 10800, 14400),
  (35, 14400, 21600), (36, 21600, 28800), (37, 28800, 43200), (38, 43200, 64800), (39, 64800, 86400), (40, 86400, 129600),
  (41, 129600, 172800), (42, 172800, 259200), (43, 259200, 345600), (44, 345600, 604800), (45, 604800, 'Infinity')
) AS edge (age_bucket, from_seconds, to_seconds);
COMMENT ON VIEW api.age_bucket IS 'Worker-age buckets: from_seconds inclusive, to_seconds exclusive';
