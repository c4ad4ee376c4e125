package dev.cowbell.standalone.simulate;

import dev.cowbell.standalone.simulate.fleet.FleetSize;
import dev.cowbell.standalone.simulate.scenario.Scenario;
import java.util.Optional;

/**
 * What to simulate and how fast.
 *
 * @param speed simulated seconds in a real one; empty for as fast as Kafka takes them
 * @param partitions of the tick topic where it has to be made
 */
public record SimulationOptions(
    String bootstrap,
    Scenario scenario,
    FleetSize size,
    long seed,
    Optional<Double> speed,
    boolean obey,
    int partitions) {}
