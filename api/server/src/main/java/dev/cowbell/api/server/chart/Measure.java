package dev.cowbell.api.server.chart;

import java.util.List;

/** The axis up the side: bytes, or shares of what there is. */
public sealed interface Measure permits ByteTicks, ShareTicks {
  /** What is written above it. */
  String unit();

  /** Value at the lower end. */
  double low();

  /** Value at the upper end. */
  double high();

  /** What is written beside it. */
  List<Tick> ticks();
}
