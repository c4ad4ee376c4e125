package dev.cowbell.api.server.efficiency;

import static java.util.stream.Collectors.groupingBy;

import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.fleet.Family;
import dev.cowbell.api.server.fleet.Footprint;
import dev.cowbell.api.server.fleet.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Puts the arms of a service side by side, from its families and their workers. */
public final class ArmComparison {
  private ArmComparison() {}

  /** Arms by name. */
  public static List<Arm> of(List<Family> families, List<Worker> workers) {
    Map<String, List<Worker>> workersOf = workers.stream().collect(groupingBy(Worker::arm));
    Map<String, List<Family>> familiesOf = new TreeMap<>();
    families.forEach(f -> familiesOf.computeIfAbsent(f.arm(), _ -> new ArrayList<>()).add(f));
    return familiesOf.entrySet().stream()
        .map(e -> arm(e.getKey(), e.getValue(), workersOf.getOrDefault(e.getKey(), List.of())))
        .toList();
  }

  private static Arm arm(String name, List<Family> families, List<Worker> workers) {
    List<Figure> collections = workers.stream().map(Worker::fullCollections).toList();
    return new Arm(
        name,
        (int) families.stream().map(f -> f.id().hostId()).distinct().count(),
        families.size(),
        families.stream().mapToInt(Family::workerCount).sum(),
        families.stream().mapToInt(Family::unreadableWorkerCount).sum(),
        Means.over(workers),
        families.stream()
            .map(Family::footprint)
            .flatMap(Optional::stream)
            .mapToLong(Footprint::bytes)
            .sum(),
        sum(families.stream().map(Family::pssSumBytes).toList()),
        families.stream().mapToLong(Family::rssSumBytes).sum(),
        sum(collections),
        mean(collections),
        families.stream().anyMatch(Family::simulated));
  }

  /** A sum over figures of which one is missing would be too low, so it is missing too. */
  private static Figure sum(List<Figure> figures) {
    if (figures.isEmpty()) {
      return new Figure.Missing(UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ);
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

  private static OptionalDouble mean(List<Figure> figures) {
    return figures.stream()
        .filter(Figure.Known.class::isInstance)
        .mapToLong(figure -> ((Figure.Known) figure).value())
        .average();
  }
}
