package dev.cowbell.standalone.simulate.scenario;

/**
 * How far hosts and workers differ from what is planted, as relative standard deviations. Means are
 * what is planted.
 */
public record Spread(double betweenHosts, double betweenWorkers) {
  static Spread parse(Fields fields) {
    return new Spread(
        fields.share("host_spread", 0, 0.25, 0.03), fields.share("worker_spread", 0, 0.25, 0.03));
  }
}
