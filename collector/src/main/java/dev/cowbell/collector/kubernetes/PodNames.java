package dev.cowbell.collector.kubernetes;

import java.util.Optional;

/** Finds what Kubernetes calls the processes of a cgroup. */
@FunctionalInterface
public interface PodNames {
  /** Outside Kubernetes. */
  PodNames NONE = path -> Optional.empty();

  /**
   * From what is known by now; never waits.
   *
   * @param cgroupPath as in /proc/PID/cgroup
   */
  Optional<PodName> of(String cgroupPath);
}
