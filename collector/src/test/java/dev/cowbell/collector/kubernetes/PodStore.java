package dev.cowbell.collector.kubernetes;

import io.kubernetes.client.proto.V1;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an API server keeps: pods, and what happened to them, each with the version of the store it
 * brought. What was compacted is forgotten.
 */
final class PodStore {
  /** What is told of one version. */
  record Happening(long version, String type, V1.Pod pod) {}

  private final Map<String, V1.Pod> pods = new LinkedHashMap<>();
  private final List<Happening> happenings = new ArrayList<>();
  private long version = 4710;
  private long compacted;

  synchronized void put(V1.Pod pod) {
    String uid = pod.getMetadata().getUid();
    String type = pods.containsKey(uid) ? "MODIFIED" : "ADDED";
    V1.Pod stored = versioned(pod);
    pods.put(uid, stored);
    happened(type, stored);
  }

  synchronized void delete(String uid) {
    V1.Pod gone = versioned(Objects.requireNonNull(pods.remove(uid), uid));
    happened("DELETED", gone);
  }

  private void happened(String type, V1.Pod pod) {
    happenings.add(new Happening(version, type, pod));
  }

  private V1.Pod versioned(V1.Pod pod) {
    version++;
    return pod.toBuilder()
        .setMetadata(pod.getMetadata().toBuilder().setResourceVersion(Long.toString(version)))
        .build();
  }

  /** Forgets what happened up to now; what is, stays. */
  synchronized void compact() {
    version++; // Something happened elsewhere in the cluster: nobody's version is the newest.
    compacted = version;
    happenings.clear();
  }

  /** Something happens that watches of these pods are not told of. */
  synchronized void moveOn() {
    version++;
  }

  synchronized long version() {
    return version;
  }

  synchronized List<V1.Pod> pods(String node) {
    return pods.values().stream().filter(pod -> isOn(pod, node)).toList();
  }

  synchronized boolean knows(long since) {
    return since >= compacted;
  }

  synchronized List<Happening> after(long since, String node) {
    return happenings.stream()
        .filter(happening -> happening.version > since && isOn(happening.pod, node))
        .toList();
  }

  private static boolean isOn(V1.Pod pod, String node) {
    return pod.getSpec().getNodeName().equals(node);
  }
}
