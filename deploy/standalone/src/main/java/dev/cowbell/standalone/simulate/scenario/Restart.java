package dev.cowbell.standalone.simulate.scenario;

/**
 * How a family's reload goes.
 *
 * @param seconds from the first old worker leaving until all new ones work
 * @param exitStormShare of its still shared bytes that a leaving worker copies: 1 with a normal
 *     interpreter exit, 0 with an immediate one
 */
public record Restart(double seconds, double exitStormShare) {
  static final Restart USUAL = new Restart(10, 0.2);

  static Restart parse(Fields fields, Restart otherwise) {
    return new Restart(
        fields.seconds("restart_time", 0.5, 3600, otherwise.seconds),
        fields.share("exit_storm", 0, 1, otherwise.exitStormShare));
  }
}
