package dev.cowbell.bench.backtest;

import dev.cowbell.aggregator.backtest.Score;
import java.util.List;
import java.util.Locale;

/**
 * Scores as an SVG: the fullest host over time under each rule, against its memory budget. Plain
 * shapes without script, so that it prints.
 */
final class ScorePlot {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 420;
  private static final int LEFT = 60;
  private static final int TOP = 50;
  private static final int PLOT_WIDTH = 720;
  private static final int PLOT_HEIGHT = 320;
  private static final double MOST = 2;
  private static final List<String> COLOURS =
      List.of("#0b6e4f", "#c1121f", "#e09f3e", "#5e548e", "#6c757d");

  private ScorePlot() {}

  static String of(String source, List<Score> scores) {
    double top =
        Math.min(
            MOST,
            1.1
                * scores.stream()
                    .flatMap(score -> score.fullest().stream())
                    .mapToDouble(x -> x)
                    .max()
                    .orElse(1));
    top = Math.max(top, 1.1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">\n"
            .formatted(WIDTH, HEIGHT));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    svg.append(text(LEFT, 22, "Workers of the fullest host, against its memory budget"));
    svg.append(text(LEFT, 40, escaped(source)));
    grid(svg, top);
    for (int i = 0; i < scores.size(); i++) {
      String colour = COLOURS.get(i % COLOURS.size());
      svg.append(line(scores.get(i).fullest(), top, colour));
      svg.append(
          "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n"
              .formatted(
                  LEFT + PLOT_WIDTH + 14,
                  TOP + 20 + 22 * i,
                  colour,
                  escaped(scores.get(i).rule())));
    }
    return svg.append("</svg>\n").toString();
  }

  private static void grid(StringBuilder svg, double top) {
    for (double share = 0; share <= top; share += 0.25) {
      double y = y(share, top);
      boolean budget = share == 1;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
              LEFT,
              LEFT + PLOT_WIDTH,
              y,
              y,
              budget ? "#000000" : "#dddddd"));
      svg.append(text(8, (int) y + 4, Math.round(100 * share) + " %"));
    }
  }

  private static String line(List<Double> shares, double top, String colour) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < shares.size(); i++) {
      double x = LEFT + PLOT_WIDTH * (double) i / Math.max(1, shares.size() - 1);
      points.append(
          String.format(Locale.ROOT, "%.1f,%.1f ", x, y(Math.min(top, shares.get(i)), top)));
    }
    return "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>%n"
        .formatted(colour, points.toString().strip());
  }

  private static double y(double share, double top) {
    return TOP + PLOT_HEIGHT * (1 - share / top);
  }

  private static String text(int x, int y, String words) {
    return "<text x=\"%d\" y=\"%d\">%s</text>%n".formatted(x, y, words);
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
