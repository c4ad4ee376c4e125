package dev.cowbell.collector.kubernetes;

import java.util.Optional;

/**
 * What Kubernetes calls a process.
 *
 * @param container absent until the node's agent has told the server its id
 * @param labelledService what a label or an OpenTelemetry annotation says
 * @param labelledArm what a label says
 * @param hasSiblings whether the pod has other containers
 */
public record PodName(
    String namespace,
    String pod,
    Optional<String> container,
    Optional<Workload> owner,
    Optional<String> labelledService,
    Optional<String> labelledArm,
    boolean hasSiblings) {

  /** The owner's name, and the container's where the pod has several. */
  public Optional<String> workloadName() {
    return owner.map(
        workload ->
            workload.name() + (hasSiblings ? container.map(name -> " " + name).orElse("") : ""));
  }
}
