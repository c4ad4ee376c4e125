package dev.cowbell.standalone.simulate.scenario;

import java.util.Optional;

/**
 * What goes wrong in some reloads.
 *
 * @param probability that a reload shows it
 * @param restart how such a reload goes
 * @param memoryFloorShare of the host's memory that stays available at the worst moment
 * @param diskBusyShare of the time that the disk is busy meanwhile
 * @param memoryKills old workers that the kernel kills for memory
 */
public record Fault(
    double probability,
    Restart restart,
    Optional<Double> memoryFloorShare,
    Optional<Double> diskBusyShare,
    int memoryKills) {

  static Fault parse(Fields fields, Restart usual) {
    var fault =
        new Fault(
            fields.share("probability", 0, 1, 1),
            Restart.parse(fields, usual),
            fields.share("memory_floor", 0.001, 1),
            fields.share("disk_busy", 0, 1),
            fields.count("oom_kills", 0, 1000, 0));
    fields.finish();
    return fault;
  }
}
