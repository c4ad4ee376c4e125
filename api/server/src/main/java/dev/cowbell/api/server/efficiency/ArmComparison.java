package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.fleet.Family;
import dev.cowbell.api.server.fleet.Footprint;
import dev.cowbell.api.server.fleet.WorkerSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts the arms of a service on one class side by side, from its families and their workers. */
public final class ArmComparison {
  private static final Figure NOT_READ =
      new Figure.Missing(UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ);

  private ArmComparison() {}

  /** Arms by name. */
  public static List<Arm> of(List<Family> families, List<WorkerSum> workers) {
    Map<String, WorkerSum> workersOf =
        workers.stream().collect(Collectors.toMap(WorkerSum::arm, Function.identity()));
    Map<String, List<Family>> familiesOf = new TreeMap<>();
    families.forEach(f -> familiesOf.computeIfAbsent(f.arm(), _ -> new ArrayList<>()).add(f));
    return familiesOf.entrySet().stream()
        .map(e -> arm(e.getKey(), e.getValue(), Optional.ofNullable(workersOf.get(e.getKey()))))
        .toList();
  }

  private static Arm arm(String name, List<Family> families, Optional<WorkerSum> workers) {
    return new Arm(
        name,
        (int) families.stream().map(f -> f.id().hostId()).distinct().count(),
        families.size(),
        families.stream().mapToInt(Family::workerCount).sum(),
        families.stream().mapToInt(Family::unreadableWorkerCount).sum(),
        workers.flatMap(Means::over),
        families.stream()
            .map(Family::footprint)
            .flatMap(Optional::stream)
            .mapToLong(Footprint::bytes)
            .sum(),
        sum(families.stream().map(Family::pssSumBytes).toList()),
        families.stream().mapToLong(Family::rssSumBytes).sum(),
        workers.map(WorkerSum::fullCollections).orElse(NOT_READ),
        workers.map(ArmComparison::collectionsPerWorker).orElseGet(OptionalDouble::empty),
        families.stream().anyMatch(Family::simulated));
  }

  /** A sum over figures of which one is missing would be too low, so it is missing too. */
  private static Figure sum(List<Figure> figures) {
    if (figures.isEmpty()) {
      return NOT_READ;
    }
    long sum = 0;
    for (Figure figure : figures) {
      switch (figure) {
        case Figure.Known(long value) -> sum += value;
        case Figure.Missing missing -> {
          return missing;
        }
      }
    }
    return new Figure.Known(sum);
  }

  private static OptionalDouble collectionsPerWorker(WorkerSum workers) {
    return workers.collectionsKnown() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) workers.collections() / workers.collectionsKnown());
  }
}
