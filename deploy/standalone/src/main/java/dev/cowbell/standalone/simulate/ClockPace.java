package dev.cowbell.standalone.simulate;

import dev.cowbell.standalone.simulate.fleet.Pace;
import java.util.concurrent.TimeUnit;

/** So many simulated seconds in a real one. */
final class ClockPace implements Pace {
  private final double speed;
  private final long beganNanos = System.nanoTime();

  ClockPace(double speed) {
    this.speed = speed;
  }

  @Override
  public void await(long elapsedMillis) throws InterruptedException {
    long due = beganNanos + Math.round(elapsedMillis * 1e6 / speed);
    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
  }
}
