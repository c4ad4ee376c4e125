package dev.cowbell.collector.kubernetes;

import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a pod.
 *
 * @param service what its label or OpenTelemetry annotation says
 * @param arm what its label says
 * @param owner absent for one that nobody owns
 * @param containers names by id
 */
record Pod(
    String uid,
    String namespace,
    String name,
    Optional<String> service,
    Optional<String> arm,
    Optional<Workload> owner,
    Map<String, String> containers) {

  PodName named(String containerId) {
    return new PodName(
        namespace,
        name,
        Optional.ofNullable(containers.get(containerId)),
        owner,
        service,
        arm,
        containers.size() > 1);
  }
}
