package dev.cowbell.collector.kubernetes;

/**
 * Which pod labels name a service and an arm.
 *
 * @param service such as cowbell.dev/service
 * @param arm such as cowbell.dev/arm
 */
public record NameLabels(String service, String arm) {
  /**
   * OpenTelemetry's way to name a service by a pod (semantic conventions, "Kubernetes attributes").
   */
  static final String OTEL_SERVICE = "resource.opentelemetry.io/service.name";
}
