package dev.cowbell.collector.family;

/** Where a service's or an arm's name comes from. */
public enum NameSource {
  COWBELL_ENVIRONMENT,
  OTEL_ENVIRONMENT,
  EXECUTABLE,
  POLICY,
  UNKNOWN
}
