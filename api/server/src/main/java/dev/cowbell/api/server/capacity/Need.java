package dev.cowbell.api.server.capacity;

/** Memory and CPU that something needs. */
public record Need(Range bytes, Range cores) {
  static final Need NOTHING = new Need(Range.ZERO, Range.ZERO);

  Need plus(Need other) {
    return new Need(bytes.plus(other.bytes), cores.plus(other.cores));
  }

  Need grown(Range factor) {
    return new Need(bytes.timesPositive(factor), cores.timesPositive(factor));
  }
}
