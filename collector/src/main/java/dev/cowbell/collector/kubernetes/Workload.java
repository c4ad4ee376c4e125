package dev.cowbell.collector.kubernetes;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What owns a pod, as people know it.
 *
 * @param kind such as Deployment
 */
public record Workload(String kind, String name) {
  private static final Pattern SCHEDULED = Pattern.compile("(.+)-[0-9]{8,10}");

  /**
   * From the pod's controller. A ReplicaSet of a Deployment has its name with the template's hash
   * behind it, a Job of a CronJob with the minute of its schedule.
   *
   * @param templateHash the pod's label pod-template-hash
   */
  static Workload of(String kind, String name, Optional<String> templateHash) {
    if (kind.equals("ReplicaSet")) {
      String suffix = templateHash.map(hash -> "-" + hash).orElse("");
      return !suffix.isEmpty() && name.endsWith(suffix)
          ? new Workload("Deployment", name.substring(0, name.length() - suffix.length()))
          : new Workload(kind, name);
    }
    var scheduled = SCHEDULED.matcher(name);
    return kind.equals("Job") && scheduled.matches()
        ? new Workload("CronJob", scheduled.group(1))
        : new Workload(kind, name);
  }
}
