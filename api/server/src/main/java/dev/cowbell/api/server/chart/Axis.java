package dev.cowbell.api.server.chart;

import java.util.List;

/** The axis along the bottom: worker age, time of day or months ahead. */
public sealed interface Axis permits AgeTicks, TimeTicks, MonthTicks {
  /** What is written below it. */
  List<Tick> ticks();

  /** What it measures, in words. */
  String title();

  /** Where its values stand between two coordinates. */
  Scale scale(double start, double end);
}
