package dev.cowbell.standalone.simulate;

import dev.cowbell.standalone.simulate.fleet.Tally;
import java.time.Duration;
import java.util.function.Consumer;

/** Says every two seconds how far a run has come and how fast it was since the line before. */
final class ProgressLine implements Consumer<Tally> {
  private static final long EVERY_NANOS = 2_000_000_000;

  private final Consumer<String> out;
  private final Duration whole;
  private final long beganNanos = System.nanoTime();
  private long lastNanos = beganNanos;
  private long lastTicks;

  ProgressLine(Consumer<String> out, Duration whole) {
    this.out = out;
    this.whole = whole;
  }

  @Override
  public void accept(Tally tally) {
    long now = System.nanoTime();
    if (now - lastNanos < EVERY_NANOS) {
      return;
    }
    double rate = (tally.ticks() - lastTicks) * 1e9 / (now - lastNanos);
    out.accept(
        "simulated %s of %s: %,d ticks, %,.0f ticks/s, %s"
            .formatted(
                clock(Duration.ofMillis(tally.elapsedMillis())),
                clock(whole),
                tally.ticks(),
                rate,
                megabytes(tally.bytes())));
    lastNanos = now;
    lastTicks = tally.ticks();
  }

  /** The last line of a run. */
  String summary(Tally tally) {
    double seconds = (System.nanoTime() - beganNanos) / 1e9;
    return "%,d ticks of %s in %.1f s: %,.0f ticks/s, %s, %,.0f bytes/tick"
        .formatted(
            tally.ticks(),
            clock(Duration.ofMillis(tally.elapsedMillis())),
            seconds,
            tally.ticks() / seconds,
            megabytes(tally.bytes()),
            tally.ticks() == 0 ? 0 : tally.bytes() / (double) tally.ticks());
  }

  private static String clock(Duration time) {
    return "%02d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  private static String megabytes(long bytes) {
    return "%,.1f MB".formatted(bytes / 1e6);
  }
}
