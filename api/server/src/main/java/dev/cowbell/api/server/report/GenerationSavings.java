package dev.cowbell.api.server.report;

import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Saving;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What better settings are worth on one generation of hardware: savings per worker of equal age
 * times the workers that run now.
 *
 * @param hosts hosts of the generation that run a measured service
 * @param realised workers that are already on a better arm than the control
 * @param remaining workers still on the control, each saving what the best arm was measured to save
 * @param bases what the ranges of the savings mean
 */
public record GenerationSavings(
    String generation,
    int hosts,
    Part realised,
    Part remaining,
    Set<String> bases,
    boolean simulated) {
  /** Loss avoided and growth added are two figures; they are not netted. */
  public record Part(int workers, Saving.Range lossAvoided, Saving.Range growthAdded) {
    static final Part NONE = new Part(0, Saving.Range.NONE, Saving.Range.NONE);

    private static Part of(Saving saving, int workers) {
      return new Part(
          workers, saving.lossAvoided().times(workers), saving.growthAdded().times(workers));
    }

    private Part plus(Part other) {
      return new Part(
          workers + other.workers,
          lossAvoided.plus(other.lossAvoided),
          growthAdded.plus(other.growthAdded));
    }
  }

  /** By generation, for those where two arms have been compared. */
  public static List<GenerationSavings> of(List<ServiceReport> sections) {
    Map<String, List<ServiceReport>> generations = new TreeMap<>();
    for (ServiceReport section : sections) {
      if (!section.savings().isEmpty()) {
        generations
            .computeIfAbsent(section.hardwareClass().generation(), _ -> new ArrayList<>())
            .add(section);
      }
    }
    return generations.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static GenerationSavings of(String generation, List<ServiceReport> sections) {
    Set<String> bases = new TreeSet<>();
    sections.forEach(s -> s.savings().forEach(saving -> bases.add(saving.basis())));
    return new GenerationSavings(
        generation,
        (int) sections.stream().flatMap(s -> s.hosts().stream()).distinct().count(),
        sections.stream().map(GenerationSavings::realised).reduce(Part.NONE, Part::plus),
        sections.stream().map(GenerationSavings::remaining).reduce(Part.NONE, Part::plus),
        bases,
        sections.stream().anyMatch(ServiceReport::simulated));
  }

  /** What the workers on arms other than the control already save. */
  static Part realised(ServiceReport section) {
    return section.savings().stream()
        .filter(saving -> saving.lossAvoided().bytes() > 0)
        .map(saving -> Part.of(saving, workers(section, saving.treatment())))
        .reduce(Part.NONE, Part::plus);
  }

  /** What the workers on the control would save on the best arm. */
  static Part remaining(ServiceReport section) {
    return best(section)
        .map(saving -> Part.of(saving, workers(section, saving.control())))
        .orElse(Part.NONE);
  }

  /** The arm that is advised, else the one that saves most after what it grows, if any saves. */
  static Optional<Saving> best(ServiceReport section) {
    Optional<String> advised = section.advisedArm();
    return section.savings().stream()
        .filter(saving -> advised.isEmpty() || saving.treatment().equals(advised.get()))
        .filter(saving -> saving.lossAvoided().bytes() > 0)
        .max(
            Comparator.comparingDouble(
                saving -> saving.lossAvoided().bytes() - saving.growthAdded().bytes()));
  }

  private static int workers(ServiceReport section, String arm) {
    return section.arm(arm).map(Arm::workers).orElse(0);
  }
}
