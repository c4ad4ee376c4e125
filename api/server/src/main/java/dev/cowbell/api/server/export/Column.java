package dev.cowbell.api.server.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Columns of the CSV, in their order: one figure a row, its unit beside it. {@code docs/reports.md}
 * explains each.
 */
enum Column {
  SCHEMA,
  RECORD,
  SERVICE,
  HARDWARE_CLASS,
  GENERATION,
  ARM,
  COMPARED_WITH,
  FIGURE,
  UNIT,
  VALUE,
  LOW,
  HIGH,
  INTERVAL_BASIS,
  AGE_FROM_SECONDS,
  AGE_TO_SECONDS,
  SAMPLE_HOSTS,
  SAMPLE_WORKERS,
  WORKER_COVERAGE_RATIO,
  TICK_COVERAGE_RATIO,
  ASSIGNMENT,
  SIMULATED,
  COMPUTED_AT,
  ABSENT_BECAUSE,
  NOTE;

  String header() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> headers() {
    return Arrays.stream(values()).map(Column::header).toList();
  }
}
