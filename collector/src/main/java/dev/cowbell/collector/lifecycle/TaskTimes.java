package dev.cowbell.collector.lifecycle;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When members of families ended since the tick before, to the moment, and who was born and gone
 * between two ticks, from the kernel's own records. Records of all other processes are passed over,
 * so its size does not follow what else the host does.
 */
public final class TaskTimes {
  /** So that a storm of forks costs no more memory than this. */
  private static final int MAX_PASSING = 10_000;

  private final Map<ProcessKey, Long> leftAtMillis = new HashMap<>();
  private final Map<Integer, Integer> children = new HashMap<>();
  private final Set<Integer> ended = new HashSet<>();
  private Map<Integer, ProcessKey> members = Map.of();
  private boolean lost;

  /**
   * Begins an interval in which these processes are followed, and their children. An end is
   * recorded before the process vanishes from /proc: that of one still among them is kept.
   */
  public void startAnew(Set<ProcessKey> followed) {
    leftAtMillis.keySet().retainAll(followed);
    children.clear();
    ended.clear();
    lost = false;
    members = followed.stream().collect(Collectors.toMap(ProcessKey::pid, key -> key));
  }

  /** A process was forked. */
  public void forked(int pid, int parentPid) {
    boolean isRelated = members.containsKey(parentPid) || children.containsKey(parentPid);
    if (isRelated && children.size() < MAX_PASSING) {
      children.put(pid, parentPid);
      ended.remove(pid);
    }
  }

  /** A process has ended. */
  public void exited(int pid, long bootMillis) {
    ProcessKey member = members.get(pid);
    if (member != null) {
      leftAtMillis.putIfAbsent(member, bootMillis);
    }
    if (children.containsKey(pid)) {
      ended.add(pid);
    }
  }

  /** A process runs another program: it is no worker any more. */
  public void replacedProgram(int pid) {
    children.remove(pid);
    ended.remove(pid);
  }

  /** Some records are missing. */
  public void lost() {
    lost = true;
  }

  /** Whether no end of a member or of a child of one was recorded, and no record is missing. */
  public boolean isQuiet() {
    return !lost && leftAtMillis.isEmpty() && ended.isEmpty();
  }

  /** When a member ended, in milliseconds since boot; empty where no record tells. */
  public OptionalLong leftAtMillis(ProcessKey member) {
    Long millis = leftAtMillis.get(member);
    return millis == null ? OptionalLong.empty() : OptionalLong.of(millis);
  }

  /** How many were forked by these, ran the same program, and ended before the tick. */
  public Reading<Long> passing(Set<Integer> memberPids) {
    return lost || children.size() >= MAX_PASSING
        ? Reading.unavailable(
            Reason.IMPLAUSIBLE, "more processes came and went than the kernel could record")
        : Reading.of(ended.stream().filter(pid -> descends(pid, memberPids)).count());
  }

  private boolean descends(int pid, Set<Integer> memberPids) {
    Integer parent = children.get(pid);
    for (int i = 0; parent != null && i < children.size(); i++) {
      if (memberPids.contains(parent)) {
        return true;
      }
      parent = children.get(parent);
    }
    return parent != null && memberPids.contains(parent);
  }
}
