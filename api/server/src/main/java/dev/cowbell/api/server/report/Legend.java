package dev.cowbell.api.server.report;

import dev.cowbell.api.server.chart.Marker;

/** A name and the line style it has in every chart of a page. */
public record Legend(String name, int style, String shape) {
  public static Legend of(String name, int style) {
    return new Legend(name, style, Marker.shape(style));
  }
}
