package dev.cowbell.collector.family;

/** Where a service's or an arm's name comes from. */
public enum NameSource {
  COWBELL_ENVIRONMENT,
  POD_LABEL,
  OTEL_ENVIRONMENT,
  WORKLOAD,
  EXECUTABLE,
  POLICY,
  UNKNOWN
}
