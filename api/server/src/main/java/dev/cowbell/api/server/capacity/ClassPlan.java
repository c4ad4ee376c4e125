package dev.cowbell.api.server.capacity;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What a hardware class comes to.
 *
 * @param months from now to the horizon, one each
 * @param largest the service with the greatest need of memory at the horizon, and its share of it
 */
public record ClassPlan(HostClass hostClass, List<ClassMonth> months, Optional<Largest> largest) {
  /** A service and its share of a need. */
  public record Largest(String service, double share) {}

  /** The first month in which the likely need exceeds what there is. */
  public OptionalInt exhausted() {
    return first(month -> month.use(Resource.MEMORY) > 1 || month.use(Resource.CPU) > 1);
  }

  /** The same at the upper end of the need: the earliest it may be. */
  public OptionalInt exhaustedEarliest() {
    return first(
        month -> month.greatestUse(Resource.MEMORY) > 1 || month.greatestUse(Resource.CPU) > 1);
  }

  /** The month that decides: that of exhaustion, else the last. */
  public ClassMonth deciding() {
    return months.get(exhausted().orElse(months.size() - 1));
  }

  /** Hosts to buy by the horizon; below zero: to free. */
  public Range hostsToBuy() {
    ClassMonth last = months.getLast();
    return last.hostsNeeded().minus(Range.exactly(last.hosts()));
  }

  private OptionalInt first(Predicate<ClassMonth> test) {
    return months.stream().filter(test).mapToInt(ClassMonth::month).findFirst();
  }
}
