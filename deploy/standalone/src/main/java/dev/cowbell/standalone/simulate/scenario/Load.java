package dev.cowbell.standalone.simulate.scenario;

/**
 * How busy a service keeps a host.
 *
 * @param utilisation mean share of the host's cores
 * @param swing of the daily wave around the mean: 0.3 is 30 % more at its top
 */
public record Load(double utilisation, double swing) {
  static Load parse(Fields fields) {
    return new Load(
        fields.share("utilisation", 0.001, 1, 0.45), fields.share("load_swing", 0, 0.6, 0.3));
  }
}
