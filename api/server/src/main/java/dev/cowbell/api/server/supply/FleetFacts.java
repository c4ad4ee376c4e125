package dev.cowbell.api.server.supply;

import dev.cowbell.api.server.capacity.Effect;
import dev.cowbell.api.server.capacity.Fleet;
import dev.cowbell.api.server.capacity.HostClass;
import dev.cowbell.api.server.capacity.Load;
import dev.cowbell.api.server.capacity.Range;
import dev.cowbell.api.server.database.Fresh;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.database.Views;
import dev.cowbell.api.server.efficiency.EfficiencyViews;
import dev.cowbell.api.server.efficiency.Saving;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/** What a plan starts from: the whole fleet at its hosts' last ticks, some seconds old at most. */
public final class FleetFacts {
  private static final String LOADS =
      """
      SELECT l.service_name, l.class_name, l.arm_name, l.families, l.measured_families, l.workers,
             l.footprint_bytes, l.private_bytes_per_worker, l.cores, l.simulated
      FROM api.class_load l
      """;

  private static final String CLASSES =
      """
      SELECT c.name, c.generation, c.hosts, c.memory_bytes, c.cores, c.other_bytes_per_host, c.simulated
      FROM api.class_room c
      """;

  /** Plans are made in months, and all of the fleet's last ticks are dear to read. */
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Views views;
  private final EfficiencyViews efficiency;
  private final Clock clock;
  private final Fresh<Read> fresh = new Fresh<>(this::read, MINUTE);

  /** A fleet and the moment it was read. */
  public record Read(Fleet fleet, Instant at) {}

  public FleetFacts(Views views, EfficiencyViews efficiency, Clock clock) {
    this.views = views;
    this.efficiency = efficiency;
    this.clock = clock;
  }

  /** The fleet. */
  public Read now() {
    return fresh.get();
  }

  private Read read() {
    Instant at = clock.instant();
    return new Read(
        new Fleet(
            views.list(Query.of(CLASSES), FleetFacts::hostClass),
            views.list(Query.of(LOADS), FleetFacts::load),
            efficiency.savings("", "").stream().map(FleetFacts::effect).toList()),
        at);
  }

  private static HostClass hostClass(Row row) {
    return new HostClass(
        row.text("name"),
        row.text("generation"),
        row.smallNumber("hosts"),
        row.number("memory_bytes"),
        row.smallNumber("cores"),
        optional(row, "other_bytes_per_host"),
        row.flag("simulated"));
  }

  private static Load load(Row row) {
    return new Load(
        row.text("service_name"),
        row.text("class_name"),
        row.text("arm_name"),
        row.number("families"),
        row.number("measured_families"),
        row.number("workers"),
        row.fraction("footprint_bytes"),
        optional(row, "private_bytes_per_worker"),
        row.fraction("cores"),
        row.flag("simulated"));
  }

  private static OptionalDouble optional(Row row, String column) {
    return row.isNull(column) ? OptionalDouble.empty() : OptionalDouble.of(row.fraction(column));
  }

  /** Saved per worker: loss avoided less growth added, at the worst and best of both ranges. */
  private static Effect effect(Saving saving) {
    return new Effect(
        saving.service(),
        saving.hardwareClass(),
        saving.control(),
        saving.treatment(),
        range(saving.lossAvoided()).minus(range(saving.growthAdded())));
  }

  /** A spread over workers need not hold their mean at another age: it is widened to. */
  private static Range range(Saving.Range range) {
    return new Range(
        Math.min(range.low(), range.bytes()), range.bytes(), Math.max(range.high(), range.bytes()));
  }
}
