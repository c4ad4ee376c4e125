package dev.cowbell.api.server.capacity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The classes of a plan by name, and what could not be taken into account. */
public record Plan(List<ClassPlan> classes, List<Gap> gaps) {
  /** The class that runs out first; of several in one month, the one whose need is the greatest. */
  public Optional<ClassPlan> binding() {
    return classes.stream()
        .filter(one -> one.exhausted().isPresent())
        .min(
            Comparator.<ClassPlan>comparingInt(one -> one.exhausted().getAsInt())
                .thenComparing(
                    one -> one.deciding().use(one.deciding().binding()),
                    Comparator.reverseOrder()));
  }
}
