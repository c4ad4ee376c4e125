package dev.cowbell.collector.tick;

import dev.cowbell.collector.family.ForkTree;
import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.gctime.FlagCounts;
import dev.cowbell.collector.kubernetes.PodName;
import dev.cowbell.collector.lifecycle.ExitBehaviour;
import dev.cowbell.collector.procfs.CgroupPath;
import dev.cowbell.collector.procfs.NamingEnvironment;
import dev.cowbell.collector.sharing.EstimateError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One family between two ticks. */
final class FamilyState {
  final Member master;
  final FamilyNames names;
  final Map<ProcessKey, Member> workers = new LinkedHashMap<>();
  final FlagCounts flagCounts = new FlagCounts();
  EstimateError estimateError = EstimateError.NONE;

  /** The memory cgroup of its master, where it has one. */
  Optional<CgroupPath> cgroup = Optional.empty();

  /** What Kubernetes calls it; kept once known, whatever becomes of the pod. */
  Optional<PodName> pod = Optional.empty();

  ExitBehaviour exitBehaviour = ExitBehaviour.UNKNOWN;

  /** The master's cminflt at the last look. */
  long lastChildFaults;

  /** Whether it has ever had workers; a named process alone has not. */
  boolean hadWorkers;

  FamilyState(Member master, FamilyNames names) {
    this.master = master;
    this.names = names;
  }

  /** What does not change in the life of a family. */
  record FamilyNames(NamingEnvironment environment, String executable, Optional<String> script) {
    String program() {
      return executable + script.map(name -> " " + name).orElse("");
    }
  }

  Optional<Member> member(ProcessKey key) {
    return key.equals(master.key) ? Optional.of(master) : Optional.ofNullable(workers.get(key));
  }

  /** Those that do the work: the workers, or a process alone. */
  Stream<Member> serving() {
    return workers.isEmpty() ? Stream.of(master) : workers.values().stream();
  }

  Stream<Member> members() {
    return Stream.concat(Stream.of(master), workers.values().stream());
  }

  /**
   * Takes away those who are no longer in the family, and tells the rest that relatives have left.
   */
  List<Member> removeAllBut(ForkTree tree) {
    Set<ProcessKey> staying =
        Set.copyOf(tree.workers().stream().map(ForkTree.ForkedWorker::key).toList());
    List<Member> left = new ArrayList<>();
    workers.values().stream().filter(worker -> !staying.contains(worker.key)).forEach(left::add);
    for (Member worker : left) {
      workers.remove(worker.key);
      worker.hasLeft = true;
    }
    if (!left.isEmpty()) {
      members().forEach(member -> member.relativeLeft |= member.mayHaveLostLastSharer(left));
    }
    return left;
  }
}
