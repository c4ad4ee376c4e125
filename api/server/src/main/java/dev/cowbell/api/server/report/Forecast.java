package dev.cowbell.api.server.report;

import dev.cowbell.api.server.capacity.ClassPlan;
import dev.cowbell.api.server.capacity.Fleet;
import dev.cowbell.api.server.capacity.Planner;
import dev.cowbell.api.server.capacity.Question;
import dev.cowbell.api.server.capacity.Range;
import dev.cowbell.api.server.history.DayTotal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where memory goes if nothing changes but time: need against what there is for twelve months, by
 * hardware class.
 *
 * @param growth per month, as the past shows it; absent while there are too few days, and then none
 *     is assumed
 * @param days that growth was looked for in
 */
public record Forecast(List<ClassPlan> classes, Optional<Range> growth, int days) {
  /** As many months as a budget looks ahead. */
  public static final int MONTHS = 12;

  /** Kept free of the memory of every host. */
  public static final double HEADROOM = 0.1;

  /** Nothing is known. */
  static final Forecast NONE = new Forecast(List.of(), Optional.empty(), 0);

  static Forecast of(Fleet fleet, List<String> hardwareClasses, List<DayTotal> past) {
    GrowthTrend trend = GrowthTrend.of(past);
    Question question =
        new Question(
            MONTHS,
            trend.monthly().orElse(Range.ZERO),
            Map.of(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            HEADROOM,
            0,
            List.of());
    return new Forecast(
        Planner.plan(fleet, question).classes().stream()
            .filter(plan -> hardwareClasses.contains(plan.hostClass().name()))
            .toList(),
        trend.monthly(),
        trend.days());
  }
}
