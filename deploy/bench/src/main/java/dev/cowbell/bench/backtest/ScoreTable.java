package dev.cowbell.bench.backtest;

import dev.cowbell.aggregator.backtest.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Scores as a table for people, and where ours, the first, is beaten. */
final class ScoreTable {

  private static final double MIB = 1L << 20;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("slack", "slack of memory", Score::slackShare, "%.1f %%", 100),
          new Column(
              "violations/worker-day", "violations", Score::violationsPerWorkerDay, "%.3f", 1),
          new Column("breaches", "host memory breaches", Score::breachShare, "%.2f %%", 100),
          new Column("restarts/worker-day", "restarts", Score::restartsPerWorkerDay, "%.3f", 1),
          new Column("changes/week", "changes of advice", Score::changesPerWeek, "%.1f", 1));

  private ScoreTable() {}

  static String of(List<Score> scores) {
    StringBuilder table = new StringBuilder();
    table.append(String.format(Locale.ROOT, "%-14s %10s", "rule", "last limit"));
    COLUMNS.forEach(column -> table.append(String.format("  %21s", column.title())));
    table.append('\n');
    for (Score score : scores) {
      table.append(
          String.format(Locale.ROOT, "%-14s %6.0f MiB", score.rule(), score.limitBytes() / MIB));
      COLUMNS.forEach(column -> table.append(String.format("  %21s", column.text(score))));
      table.append('\n');
    }
    return table.append('\n').append(defeats(scores)).toString();
  }

  /** One sentence for each rule that does something better than ours. */
  private static String defeats(List<Score> scores) {
    Score ours = scores.getFirst();
    List<String> sentences = new ArrayList<>();
    for (Score other : scores.subList(1, scores.size())) {
      List<String> better =
          COLUMNS.stream()
              .filter(
                  column ->
                      column.figure().applyAsDouble(other) < column.figure().applyAsDouble(ours))
              .map(
                  column ->
                      "%s (%s against %s)"
                          .formatted(column.words(), column.text(other), column.text(ours)))
              .toList();
      if (!better.isEmpty()) {
        sentences.add(
            "%s loses to %s in %s."
                .formatted(ours.rule(), other.rule(), String.join(", ", better)));
      }
    }
    return sentences.isEmpty()
        ? "%s loses to none of them in anything.\n".formatted(ours.rule())
        : String.join("\n", sentences) + "\n";
  }

  /** Of each figure less is better. */
  private record Column(
      String title, String words, ToDoubleFunction<Score> figure, String format, double times) {

    String text(Score score) {
      return String.format(Locale.ROOT, format, times * figure.applyAsDouble(score));
    }
  }
}
