package dev.cowbell.bench.ingest;

import dev.cowbell.standalone.simulate.Simulation;
import dev.cowbell.standalone.simulate.SimulationOptions;
import dev.cowbell.standalone.simulate.fleet.FleetSize;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Ticks that lie in Kafka before anybody reads them.
 *
 * @param hosts simulated hosts
 * @param rounds ticks of each, ten seconds apart
 */
record Backlog(int hosts, int rounds) {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int SERVICES = 20;
  private static final int PARTITIONS = 4;
  private static final long SEED = 1;

  /**
   * Fills the topic and returns how many ticks lie there.
   *
   * @param end of the simulated time
   */
  long fill(String bootstrap, Instant end) throws InterruptedException {
    Duration length = INTERVAL.multipliedBy(rounds);
    var size =
        new FleetSize(
            hosts,
            end.minus(length).toEpochMilli(),
            INTERVAL.toMillis(),
            length.toMillis(),
            Runtime.getRuntime().availableProcessors());
    var options =
        new SimulationOptions(
            bootstrap,
            ScenarioFile.read("fleet").withServiceCount(SERVICES),
            size,
            SEED,
            Optional.empty(),
            false,
            PARTITIONS);
    return new Simulation(options, line -> {}).run().ticks();
  }
}
