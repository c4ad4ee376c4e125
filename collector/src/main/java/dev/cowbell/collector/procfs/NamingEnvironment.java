package dev.cowbell.collector.procfs;

import java.util.Optional;

/**
 * The names in {@code /proc/PID/environ}, proc_pid_environ(5), as it was when the program was
 * started. Nothing else of an environment is ever kept.
 *
 * @param cowbellService COWBELL_SERVICE
 * @param cowbellArm COWBELL_ARM
 * @param otelServiceName OTEL_SERVICE_NAME, else service.name of OTEL_RESOURCE_ATTRIBUTES
 */
public record NamingEnvironment(
    Optional<String> cowbellService,
    Optional<String> cowbellArm,
    Optional<String> otelServiceName) {

  /** No names. */
  public static final NamingEnvironment EMPTY =
      new NamingEnvironment(Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether somebody gave the service a name. */
  public boolean isService() {
    return cowbellService.isPresent() || otelServiceName.isPresent();
  }

  /** Parses one such file; it has no form that could be wrong. */
  public static NamingEnvironment parse(KernelText text) {
    Optional<String> service = Optional.empty();
    Optional<String> arm = Optional.empty();
    Optional<String> otelName = Optional.empty();
    Optional<String> otelAttribute = Optional.empty();
    while (!text.atEnd()) {
      if (text.skip("COWBELL_SERVICE=")) {
        service = Names.clean(text.untilOrEnd('\0'));
      } else if (text.skip("COWBELL_ARM=")) {
        arm = Names.clean(text.untilOrEnd('\0'));
      } else if (text.skip("OTEL_SERVICE_NAME=")) {
        otelName = Names.clean(text.untilOrEnd('\0'));
      } else if (text.skip("OTEL_RESOURCE_ATTRIBUTES=")) {
        otelAttribute = ResourceAttributes.serviceName(text.untilOrEnd('\0'));
      } else {
        text.skipPast('\0');
      }
    }
    return new NamingEnvironment(service, arm, otelName.isPresent() ? otelName : otelAttribute);
  }
}
