package dev.cowbell.standalone.simulate.fleet;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.standalone.simulate.model.HostModel;
import dev.cowbell.standalone.simulate.scenario.Scenario;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs of simulated fleets for tests: without Kafka, as fast as they go. */
public final class Fleets {
  /** When all runs begin. */
  public static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

  private Fleets() {}

  /** Every tick of a run as it arrives. */
  public static Tally ticks(
      String scenario, int hosts, Duration duration, Consumer<HostTick> ticks) {
    return ticks(ScenarioFile.read(scenario), hosts, duration, ticks);
  }

  /** Every tick of a run as it arrives. */
  public static Tally ticks(
      Scenario scenario, int hosts, Duration duration, Consumer<HostTick> ticks) {
    return ticks(scenario, hosts, Duration.ofSeconds(10), duration, ticks);
  }

  /** Every tick of a run as it arrives. */
  public static Tally ticks(
      Scenario scenario,
      int hosts,
      Duration interval,
      Duration duration,
      Consumer<HostTick> ticks) {
    return run(
        scenario,
        new FleetSize(hosts, START, interval.toMillis(), duration.toMillis(), 2),
        1,
        (hostId, value) -> ticks.accept(parse(value)),
        () -> ArmChoice.AS_PLANTED);
  }

  static Tally run(
      Scenario scenario, FleetSize size, long seed, TickSink sink, Supplier<ArmChoice> arms) {
    var model = new HostModel(scenario, seed, size.startMillis(), false);
    try {
      return new Fleet(model, size, seed).run(sink, Pace.UNLIMITED, arms, tally -> {});
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a test", e);
    }
  }

  static HostTick parse(byte[] value) {
    try {
      return HostTick.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }
}
