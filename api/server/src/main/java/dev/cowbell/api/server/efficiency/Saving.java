package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.contract.v1.Assignment;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.listing.Field;
import dev.cowbell.api.server.listing.FieldType;
import dev.cowbell.api.server.listing.Listing;
import java.time.Instant;
import java.util.List;

/**
 * What a treatment saves against the control, in bytes per worker of equal age. Loss and growth are
 * two figures, never netted.
 *
 * @param lossAvoided control less treatment
 * @param growthAdded treatment less control
 * @param basis what the ranges mean
 */
public record Saving(
    String service,
    String hardwareClass,
    String control,
    String treatment,
    double atAgeSeconds,
    Range lossAvoided,
    Range growthAdded,
    String basis,
    Sample controlSample,
    Sample treatmentSample,
    double workerCoverage,
    double tickCoverage,
    Assignment assignment,
    boolean simulated,
    Instant computedAt) {
  /** A figure within its range. */
  public record Range(double bytes, double low, double high) {
    /** Nothing, and nothing uncertain about it. */
    public static final Range NONE = new Range(0, 0, 0);

    /** The same for so many workers. */
    public Range times(int workers) {
      return new Range(bytes * workers, low * workers, high * workers);
    }

    /** Both together; adding the ends is at least as wide as any interval of the sum. */
    public Range plus(Range other) {
      return new Range(bytes + other.bytes, low + other.low, high + other.high);
    }
  }

  /** What one side rests on. */
  public record Sample(int hosts, int workers) {}

  /** What it was measured on. */
  public ServiceOnClass scope() {
    return new ServiceOnClass(service, hardwareClass);
  }

  static final String MATCHING =
      """
      SELECT service_name, class_name, control_arm, treatment_arm, at_age_seconds,
             loss_avoided_bytes_per_worker, loss_avoided_low, loss_avoided_high,
             growth_added_bytes_per_worker, growth_added_low, growth_added_high, interval_basis,
             control_hosts, treatment_hosts, control_workers, treatment_workers,
             worker_coverage, tick_coverage, assignment, simulated, computed_at
      FROM api.savings
      WHERE MATCHING
      """;

  static final String ORDER = "ORDER BY service_name, class_name, control_arm, treatment_arm";

  static final Listing LISTING =
      new Listing(
          "savings",
          List.of(
              new Field("service", FieldType.TEXT, "service_name"),
              new Field("hardware_class", FieldType.TEXT, "class_name"),
              new Field("control", FieldType.TEXT, "control_arm"),
              new Field("treatment", FieldType.TEXT, "treatment_arm")),
          List.of("service", "hardware_class", "control", "treatment"));

  static Saving read(Row row) {
    Assignment assignment = Assignment.forNumber(row.smallNumber("assignment"));
    return new Saving(
        row.text("service_name"),
        row.text("class_name"),
        row.text("control_arm"),
        row.text("treatment_arm"),
        row.fraction("at_age_seconds"),
        range(row, "loss_avoided"),
        range(row, "growth_added"),
        row.text("interval_basis"),
        sample(row, "control"),
        sample(row, "treatment"),
        row.fraction("worker_coverage"),
        row.fraction("tick_coverage"),
        assignment == null ? Assignment.UNRECOGNIZED : assignment,
        row.flag("simulated"),
        row.requiredInstant("computed_at"));
  }

  private static Range range(Row row, String figure) {
    return new Range(
        row.fraction(figure + "_bytes_per_worker"),
        row.fraction(figure + "_low"),
        row.fraction(figure + "_high"));
  }

  private static Sample sample(Row row, String side) {
    return new Sample(row.smallNumber(side + "_hosts"), row.smallNumber(side + "_workers"));
  }
}
