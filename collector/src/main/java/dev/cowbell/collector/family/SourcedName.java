package dev.cowbell.collector.family;

import java.util.Optional;

/** A name and where it comes from. */
public record SourcedName(String name, NameSource source) {

  /**
   * What people call a family: what they said in the environment, else the base names of program
   * and script.
   *
   * @param cowbellService COWBELL_SERVICE
   * @param otelService OTEL_SERVICE_NAME or service.name of OTEL_RESOURCE_ATTRIBUTES
   * @param executable base name of the executable
   * @param script base name of the main script
   */
  public static SourcedName ofService(
      Optional<String> cowbellService,
      Optional<String> otelService,
      String executable,
      Optional<String> script) {
    return cowbellService
        .map(name -> new SourcedName(name, NameSource.COWBELL_ENVIRONMENT))
        .or(() -> otelService.map(name -> new SourcedName(name, NameSource.OTEL_ENVIRONMENT)))
        .orElseGet(
            () ->
                new SourcedName(
                    executable + script.map(s -> " " + s).orElse(""), NameSource.EXECUTABLE));
  }

  /**
   * The variant under test: as labelled, else the policy in force.
   *
   * @param cowbellArm COWBELL_ARM
   * @param policy name of the interpreter's policy
   */
  public static SourcedName ofArm(Optional<String> cowbellArm, Optional<String> policy) {
    return cowbellArm
        .map(name -> new SourcedName(name, NameSource.COWBELL_ENVIRONMENT))
        .or(() -> policy.map(name -> new SourcedName(name, NameSource.POLICY)))
        .orElseGet(() -> new SourcedName("unknown", NameSource.UNKNOWN));
  }
}
