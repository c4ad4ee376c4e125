package dev.cowbell.bench.ingest;

import dev.cowbell.standalone.simulate.Simulation;
import dev.cowbell.standalone.simulate.SimulationOptions;
import dev.cowbell.standalone.simulate.fleet.FleetSize;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Ticks of a simulated fleet of twelve hardware classes, twenty services and their arms, ten
 * seconds apart.
 *
 * @param hosts simulated hosts
 * @param rounds ticks of each
 */
record Backlog(int hosts, int rounds) {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int SERVICES = 20;
  private static final int PARTITIONS = 4;
  private static final long SEED = 1;

  /**
   * Fills the topic as fast as it takes them, up to now in simulated time, and returns how many
   * ticks lie there.
   */
  long fill(String bootstrap) throws InterruptedException {
    Instant start = Instant.now().minus(INTERVAL.multipliedBy(rounds));
    return send(bootstrap, start, Optional.empty());
  }

  /**
   * Sends them at a pace, up to now in simulated time at the end.
   *
   * @param simulatedSecondsPerSecond the pace
   */
  long send(String bootstrap, double simulatedSecondsPerSecond) throws InterruptedException {
    Duration length = INTERVAL.multipliedBy(rounds);
    long taken = Math.round(length.toMillis() / simulatedSecondsPerSecond);
    Instant start = Instant.now().plusMillis(taken).minus(length);
    return send(bootstrap, start, Optional.of(simulatedSecondsPerSecond));
  }

  private long send(String bootstrap, Instant start, Optional<Double> pace)
      throws InterruptedException {
    var size =
        new FleetSize(
            hosts,
            start.toEpochMilli(),
            INTERVAL.toMillis(),
            INTERVAL.multipliedBy(rounds).toMillis(),
            Runtime.getRuntime().availableProcessors());
    var scenario = ScenarioFile.read("fleet").withServiceCount(SERVICES);
    var options = new SimulationOptions(bootstrap, scenario, size, SEED, pace, false, PARTITIONS);
    return new Simulation(options, line -> {}).run().ticks();
  }
}
