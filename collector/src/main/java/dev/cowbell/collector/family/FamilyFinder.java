package dev.cowbell.collector.family;

import static java.util.Comparator.comparingInt;

import dev.cowbell.collector.family.ForkTree.ForkedWorker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds families among processes: by parent and program, never by title, since servers rewrite
 * theirs. The master is the topmost ancestor of the same program from which all were forked without
 * an exec in between.
 */
public final class FamilyFinder {
  private final Map<Integer, ProcessSnapshot> byPid = new HashMap<>();

  private FamilyFinder(Collection<ProcessSnapshot> processes) {
    processes.forEach(process -> byPid.put(process.key().pid(), process));
  }

  /** All trees of at least one worker, by the master's pid. */
  public static List<ForkTree> find(Collection<ProcessSnapshot> processes) {
    return new FamilyFinder(processes).trees();
  }

  private List<ForkTree> trees() {
    Map<Integer, List<ForkedWorker>> workersByMaster = new TreeMap<>();
    byPid.values().stream()
        .sorted(comparingInt(process -> process.key().pid()))
        .forEach(process -> addTo(workersByMaster, process));
    List<ForkTree> trees = new ArrayList<>();
    workersByMaster.forEach(
        (pid, workers) -> trees.add(new ForkTree(process(pid).key(), List.copyOf(workers))));
    return trees;
  }

  private void addTo(Map<Integer, List<ForkedWorker>> workersByMaster, ProcessSnapshot process) {
    Optional<ProcessSnapshot> parent = parent(process);
    if (parent.isPresent()) {
      workersByMaster
          .computeIfAbsent(master(parent.get()).key().pid(), pid -> new ArrayList<>())
          .add(new ForkedWorker(process.key(), parent.get().key()));
    }
  }

  private ProcessSnapshot master(ProcessSnapshot process) {
    ProcessSnapshot top = process;
    // Bounded, since snapshots of different moments could in theory form a ring.
    for (int i = 0; i < byPid.size(); i++) {
      Optional<ProcessSnapshot> parent = parent(top);
      if (parent.isEmpty()) {
        return top;
      }
      top = parent.get();
    }
    return top;
  }

  private Optional<ProcessSnapshot> parent(ProcessSnapshot process) {
    ProcessSnapshot parent = byPid.get(process.parentPid());
    return parent != null && process.isForkOf(parent) ? Optional.of(parent) : Optional.empty();
  }

  private ProcessSnapshot process(int pid) {
    ProcessSnapshot process = byPid.get(pid);
    if (process == null) {
      throw new IllegalStateException("a master that is no process: " + pid);
    }
    return process;
  }
}
