package dev.cowbell.standalone.simulate.fleet;

/**
 * What has been handed to the sink.
 *
 * @param bytes of tick values
 * @param elapsedMillis simulated
 */
public record Tally(long ticks, long bytes, long elapsedMillis) {
  static final Tally NOTHING = new Tally(0, 0, 0);
}
