package dev.cowbell.collector.tick;

import dev.cowbell.collector.family.ForkTree;
import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.family.ProcessSnapshot;
import dev.cowbell.collector.procfs.NamingEnvironment;
import dev.cowbell.collector.procfs.ProcFs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds services of one process: processes that fork no workers and whose environment names them.
 * Since children inherit an environment, only the first below a name counts; shells and inits that
 * merely start the service are passed over.
 */
final class NamedProcesses {
  private static final Set<String> STARTERS =
      Set.of(
          "sh",
          "ash",
          "bash",
          "dash",
          "zsh",
          "busybox",
          "tini",
          "dumb-init",
          "catatonit",
          "s6-svscan");

  private final ProcFs procFs;
  private Map<ProcessKey, Looked> looked = new HashMap<>();

  /** What an environment said; a program that replaced another is asked anew. */
  private record Looked(long startStackAddress, boolean isNamed) {}

  NamedProcesses(ProcFs procFs) {
    this.procFs = procFs;
  }

  /**
   * The named processes that are alone, as trees without workers.
   *
   * @param families masters of known families
   */
  List<ForkTree> alone(
      List<ProcessSnapshot> snapshots,
      List<ForkTree> trees,
      Set<ProcessKey> families,
      Predicate<ProcessKey> hasLivedAnInterval) {
    Set<ProcessKey> inTrees = members(trees);
    Map<ProcessKey, Looked> now = new HashMap<>();
    snapshots.stream()
        .filter(process -> !inTrees.contains(process.key()))
        .filter(process -> !STARTERS.contains(process.program().name()))
        .filter(process -> hasLivedAnInterval.test(process.key()))
        .forEach(process -> now.put(process.key(), look(process)));
    looked = now;
    Set<ProcessKey> counted = namedOnes(now);
    trees.stream()
        .filter(tree -> families.contains(tree.master()))
        .forEach(tree -> add(tree, counted));
    Map<Integer, ProcessSnapshot> byPid =
        snapshots.stream().collect(Collectors.toMap(p -> p.key().pid(), p -> p));
    List<ForkTree> alone = new ArrayList<>();
    for (ProcessKey key : namedOnes(now)) {
      ProcessSnapshot process = byPid.get(key.pid());
      if (process != null && !hasAncestorIn(counted, process, byPid)) {
        alone.add(new ForkTree(key, List.of()));
      }
    }
    return alone;
  }

  private Looked look(ProcessSnapshot process) {
    Looked before = looked.get(process.key());
    return before != null && before.startStackAddress == process.startStackAddress()
        ? before
        : new Looked(process.startStackAddress(), isNamed(process.key().pid()));
  }

  private boolean isNamed(int pid) {
    NamingEnvironment names =
        procFs.namingEnvironment(pid).optional().orElse(NamingEnvironment.EMPTY);
    return names.cowbellService().isPresent() || names.otelServiceName().isPresent();
  }

  private static Set<ProcessKey> namedOnes(Map<ProcessKey, Looked> looked) {
    return looked.entrySet().stream()
        .filter(entry -> entry.getValue().isNamed)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Set<ProcessKey> members(Collection<ForkTree> trees) {
    Set<ProcessKey> members = new HashSet<>();
    trees.forEach(tree -> add(tree, members));
    return members;
  }

  private static void add(ForkTree tree, Set<ProcessKey> members) {
    members.add(tree.master());
    tree.workers().forEach(worker -> members.add(worker.key()));
  }

  private static boolean hasAncestorIn(
      Set<ProcessKey> counted, ProcessSnapshot process, Map<Integer, ProcessSnapshot> byPid) {
    ProcessSnapshot ancestor = byPid.get(process.parentPid());
    for (int i = 0; i < byPid.size() && ancestor != null; i++) {
      if (counted.contains(ancestor.key())) {
        return true;
      }
      ancestor = byPid.get(ancestor.parentPid());
    }
    return false;
  }
}
