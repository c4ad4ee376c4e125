package dev.cowbell.collector.family;

import java.util.Optional;

/** A name and where it comes from. */
public record SourcedName(String name, NameSource source) {

  /**
   * What people call a family: what they said in its environment or on its pod, else the workload
   * that owns the pod, else the base names of program and script.
   *
   * @param cowbellService COWBELL_SERVICE
   * @param podLabel the pod's label
   * @param otelService OTEL_SERVICE_NAME or service.name of OTEL_RESOURCE_ATTRIBUTES
   * @param workload name of the pod's owner
   * @param program base names of executable and main script
   */
  public static SourcedName ofService(
      Optional<String> cowbellService,
      Optional<String> podLabel,
      Optional<String> otelService,
      Optional<String> workload,
      String program) {
    return cowbellService
        .map(name -> new SourcedName(name, NameSource.COWBELL_ENVIRONMENT))
        .or(() -> podLabel.map(name -> new SourcedName(name, NameSource.POD_LABEL)))
        .or(() -> otelService.map(name -> new SourcedName(name, NameSource.OTEL_ENVIRONMENT)))
        .or(() -> workload.map(name -> new SourcedName(name, NameSource.WORKLOAD)))
        .orElseGet(() -> new SourcedName(program, NameSource.EXECUTABLE));
  }

  /**
   * The variant under test: as labelled, else the policy in force.
   *
   * @param cowbellArm COWBELL_ARM
   * @param podLabel the pod's label
   * @param policy name of the interpreter's policy
   */
  public static SourcedName ofArm(
      Optional<String> cowbellArm, Optional<String> podLabel, Optional<String> policy) {
    return cowbellArm
        .map(name -> new SourcedName(name, NameSource.COWBELL_ENVIRONMENT))
        .or(() -> podLabel.map(name -> new SourcedName(name, NameSource.POD_LABEL)))
        .or(() -> policy.map(name -> new SourcedName(name, NameSource.POLICY)))
        .orElseGet(() -> new SourcedName("unknown", NameSource.UNKNOWN));
  }
}
