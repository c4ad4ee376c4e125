package dev.cowbell.collector.why;

import dev.cowbell.collector.family.ForkTree;
import dev.cowbell.collector.family.ProcessKey;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whom the question is about.
 *
 * @param name as people call it
 * @param families all families of that name, or the one asked for by pid; one without workers is a
 *     process alone
 */
record Subject(String name, Set<ForkTree> families) {

  /** Masters and workers. */
  Set<Integer> pids() {
    Set<Integer> pids = new TreeSet<>(masters());
    families.forEach(family -> family.workers().forEach(worker -> pids.add(worker.key().pid())));
    return pids;
  }

  Set<Integer> masters() {
    return families.stream()
        .map(ForkTree::master)
        .map(ProcessKey::pid)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  int workers() {
    return families.stream().mapToInt(family -> family.workers().size()).sum();
  }
}
