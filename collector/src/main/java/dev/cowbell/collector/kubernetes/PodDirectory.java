package dev.cowbell.collector.kubernetes;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The pods of this node as they were last heard of. Bounded: what does not fit is counted and left
 * out. Written by the watch, read by the ticks.
 */
final class PodDirectory implements PodNames {
  /** Four times what the largest nodes of the large providers allow. */
  static final int CAPACITY = 1024;

  private final Map<String, Pod> byUid = new HashMap<>();
  private final Map<String, Pod> byContainer = new HashMap<>();
  private long leftOut;

  @Override
  public synchronized Optional<PodName> of(String cgroupPath) {
    return ContainerReference.in(cgroupPath).flatMap(this::find);
  }

  private Optional<PodName> find(ContainerReference reference) {
    return Optional.ofNullable(byContainer.get(reference.containerId()))
        .or(() -> reference.podUid().map(byUid::get))
        .map(pod -> pod.named(reference.containerId()));
  }

  /** What a list said: everything else is gone. */
  synchronized void replaceAll(Collection<Pod> pods) {
    byUid.clear();
    byContainer.clear();
    pods.forEach(this::put);
  }

  synchronized void put(Pod pod) {
    remove(pod.uid());
    if (byUid.size() >= CAPACITY) {
      leftOut++;
      return;
    }
    byUid.put(pod.uid(), pod);
    pod.containers().keySet().forEach(id -> byContainer.put(id, pod));
  }

  synchronized void remove(String uid) {
    Pod gone = byUid.remove(uid);
    if (gone != null) {
      gone.containers().keySet().forEach(byContainer::remove);
    }
  }

  synchronized int size() {
    return byUid.size();
  }

  synchronized long leftOut() {
    return leftOut;
  }
}
