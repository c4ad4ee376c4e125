package dev.cowbell.api.server.fleet;

import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.figure.Figure;

/**
 * The workers of one arm at their last full readings, added up by the database: a fleet has far too
 * many to read each.
 *
 * @param workersRead workers whose sharing was read, over which all sums up to growth are
 * @param upperBounds of those, workers whose loss may hold freed bytes too
 * @param estimates of those, workers whose inherited bytes were estimated
 * @param carriedOn of those, workers whose loss was carried on from their last reading
 * @param fullCollections since birth; missing where that of any worker is
 * @param collectionsKnown workers of which full collections are known
 * @param collections over those
 */
public record WorkerSum(
    ServiceOnClass scope,
    String arm,
    int workersRead,
    int upperBounds,
    int estimates,
    int carriedOn,
    double ageSeconds,
    double inheritedBytes,
    double stillSharedBytes,
    double lossBytes,
    double lossMinBytes,
    double lossMaxBytes,
    double growthBytes,
    Figure fullCollections,
    int collectionsKnown,
    long collections) {
  static final String MATCHING =
      """
      SELECT service_name, class_name, arm_name,
             count(*) FILTER (WHERE is_read)::int AS workers_read,
             count(*) FILTER (WHERE is_read AND sharing_basis = UPPER_BOUND)::int AS upper_bounds,
             count(*) FILTER (WHERE is_read AND inherited_basis = ESTIMATED)::int AS estimates,
             count(*) FILTER (WHERE is_read AND sharing_basis = ESTIMATED)::int AS carried_on,
             coalesce(sum(age_seconds) FILTER (WHERE is_read), 0)::float8 AS age_seconds,
             coalesce(sum(inherited_bytes) FILTER (WHERE is_read), 0)::float8 AS inherited,
             coalesce(sum(still_shared_bytes) FILTER (WHERE is_read), 0)::float8 AS still_shared,
             coalesce(sum(sharing_loss_bytes) FILTER (WHERE is_read), 0)::float8 AS loss,
             coalesce(min(sharing_loss_bytes) FILTER (WHERE is_read), 0)::float8 AS loss_min,
             coalesce(max(sharing_loss_bytes) FILTER (WHERE is_read), 0)::float8 AS loss_max,
             coalesce(sum(private_growth_bytes) FILTER (WHERE is_read), 0)::float8 AS growth,
             count(*)::int AS workers, count(full_collections)::int AS collections_known,
             coalesce(sum(full_collections), 0)::bigint AS collections,
             min(full_collections_reason) FILTER (WHERE full_collections IS NULL)::int AS collections_reason
      FROM (
        SELECT w.*, sharing_loss_bytes IS NOT NULL AND inherited_bytes IS NOT NULL AS is_read
        FROM api.worker_latest w
        WHERE MATCHING
      ) w
      GROUP BY service_name, class_name, arm_name
      ORDER BY service_name, class_name, arm_name
      """
          .replace("UPPER_BOUND", Integer.toString(Basis.BASIS_UPPER_BOUND_VALUE))
          .replace("ESTIMATED", Integer.toString(Basis.BASIS_ESTIMATED_VALUE));

  static WorkerSum read(Row row) {
    int known = row.smallNumber("collections_known");
    long collections = row.number("collections");
    return new WorkerSum(
        new ServiceOnClass(row.text("service_name"), row.text("class_name")),
        row.text("arm_name"),
        row.smallNumber("workers_read"),
        row.smallNumber("upper_bounds"),
        row.smallNumber("estimates"),
        row.smallNumber("carried_on"),
        row.fraction("age_seconds"),
        row.fraction("inherited"),
        row.fraction("still_shared"),
        row.fraction("loss"),
        row.fraction("loss_min"),
        row.fraction("loss_max"),
        row.fraction("growth"),
        known == row.smallNumber("workers")
            ? new Figure.Known(collections)
            : row.isNull("collections_reason")
                ? new Figure.Missing(UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ)
                : Figure.missing(row.smallNumber("collections_reason")),
        known,
        collections);
  }
}
