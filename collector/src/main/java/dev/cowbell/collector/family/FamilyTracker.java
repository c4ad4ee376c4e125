package dev.cowbell.collector.family;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which trees count as families. A shell's subshell or a helper that lives for a moment is a fork
 * too: a tree becomes a family once one of its workers has lived for an interval, that is, was
 * there on two ticks, and its master is worth measuring. Once a family, it stays one through a
 * moment without workers, as a reload has it.
 */
public final class FamilyTracker {
  private static final int TICKS_WITHOUT_WORKERS = 3;

  private final Map<ProcessKey, Integer> ticksWithoutWorkers = new HashMap<>();
  private final Predicate<ProcessKey> isReloading;

  /** Every family is forgotten as soon. */
  public FamilyTracker() {
    this(master -> false);
  }

  /**
   * A tracker that is patient with some.
   *
   * @param isReloading of a master: it is kept however long it has no workers
   */
  public FamilyTracker(Predicate<ProcessKey> isReloading) {
    this.isReloading = isReloading;
  }

  /**
   * Takes one tick's trees. A tree without workers is a named process alone, which needs none.
   *
   * @param alive all processes
   * @param hasLivedAnInterval of a worker
   * @param isWorthMeasuring of a master that is not known yet
   */
  public List<ForkTree> update(
      List<ForkTree> trees,
      Set<ProcessKey> alive,
      Predicate<ProcessKey> hasLivedAnInterval,
      Predicate<ProcessKey> isWorthMeasuring) {
    ticksWithoutWorkers.keySet().retainAll(alive);
    ticksWithoutWorkers.replaceAll((master, ticks) -> ticks + 1);
    List<ForkTree> families = new ArrayList<>();
    for (ForkTree tree : trees) {
      boolean known = ticksWithoutWorkers.containsKey(tree.master());
      if (known
          || ((tree.workers().isEmpty() || hasSteadyWorker(tree, hasLivedAnInterval))
              && isWorthMeasuring.test(tree.master()))) {
        ticksWithoutWorkers.put(tree.master(), 0);
        families.add(tree);
      }
    }
    addEmpty(families);
    return families;
  }

  private void addEmpty(List<ForkTree> families) {
    ticksWithoutWorkers
        .entrySet()
        .removeIf(
            entry -> entry.getValue() > TICKS_WITHOUT_WORKERS && !isReloading.test(entry.getKey()));
    ticksWithoutWorkers.forEach(
        (master, ticks) -> {
          if (ticks > 0) {
            families.add(new ForkTree(master, List.of()));
          }
        });
  }

  private static boolean hasSteadyWorker(ForkTree tree, Predicate<ProcessKey> hasLivedAnInterval) {
    return tree.workers().stream().anyMatch(worker -> hasLivedAnInterval.test(worker.key()));
  }
}
