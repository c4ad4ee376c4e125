package dev.cowbell.aggregator.backtest;

import dev.cowbell.aggregator.limit.LifePoint;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Traces as text: the format {@code cowbell.trace/1} of docs/backtest.md. Lines that begin with #
 * are comments, of which {@code # source:} says where the trace comes from; then a header; then a
 * line per reading of a worker, those of one worker by ascending age.
 */
public final class TraceCsv {

  /** The header, which is required. */
  public static final String HEADER =
      "host,budget_bytes,workers,still_shared_bytes,worker,born_at_seconds,age_seconds,loss_bytes,growth_bytes";

  private static final String SOURCE = "# source:";
  private static final int COLUMNS = 9;

  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private String source = "not said";
  private boolean headed;

  private TraceCsv() {}

  /**
   * Parses the lines of a file.
   *
   * @throws IllegalArgumentException naming line and column of what cannot be used
   */
  public static Trace parse(List<String> lines) {
    TraceCsv csv = new TraceCsv();
    for (int i = 0; i < lines.size(); i++) {
      csv.line(lines.get(i).strip(), i + 1);
    }
    if (csv.hosts.isEmpty()) {
      throw new IllegalArgumentException("there is not one reading in it");
    }
    return new Trace(csv.source, csv.hosts.values().stream().map(Host::trace).toList());
  }

  /** The lines of a trace. */
  public static List<String> lines(Trace trace) {
    List<String> lines = new ArrayList<>(List.of(SOURCE + " " + trace.source(), HEADER));
    for (TraceHost host : trace.hosts()) {
      for (int worker = 0; worker < host.lives().size(); worker++) {
        WorkerLife life = host.lives().get(worker);
        for (LifePoint point : life.points()) {
          lines.add(line(host, worker, life, point));
        }
      }
    }
    return lines;
  }

  private static String line(TraceHost host, int worker, WorkerLife life, LifePoint point) {
    return String.format(
        Locale.ROOT,
        "%s,%.0f,%d,%.0f,w%d,%.1f,%.1f,%.0f,%.0f",
        host.name(),
        host.budgetBytes(),
        host.workers(),
        host.stillSharedBytes(),
        worker,
        life.bornAtSeconds(),
        point.ageSeconds(),
        point.lossBytes(),
        point.growthBytes());
  }

  private void line(String line, int number) {
    if (line.startsWith(SOURCE)) {
      source = line.substring(SOURCE.length()).strip();
    }
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    if (!headed) {
      if (!line.equals(HEADER)) {
        throw new IllegalArgumentException(
            "line %d: expected the header %s".formatted(number, HEADER));
      }
      headed = true;
      return;
    }
    reading(new Columns(line.split(",", -1), number));
  }

  private void reading(Columns columns) {
    columns.checkCount();
    Host host =
        hosts.computeIfAbsent(
            columns.text(0),
            name ->
                new Host(
                    name,
                    columns.atLeast(1, 0),
                    (int) columns.atLeast(2, 1),
                    columns.atLeast(3, 0),
                    new LinkedHashMap<>()));
    Life life =
        host.lives()
            .computeIfAbsent(
                columns.text(4), worker -> new Life(columns.number(5), new ArrayList<>()));
    LifePoint point =
        new LifePoint(columns.atLeast(6, 0), columns.atLeast(7, 0), columns.number(8));
    if (!life.points().isEmpty() && life.points().getLast().ageSeconds() > point.ageSeconds()) {
      throw new IllegalArgumentException(
          "line %d: worker %s was older on a line before"
              .formatted(columns.number, columns.text(4)));
    }
    life.points().add(point);
  }

  private record Host(
      String name, double budget, int workers, double stillShared, Map<String, Life> lives) {

    TraceHost trace() {
      List<WorkerLife> all =
          lives.values().stream()
              .map(life -> new WorkerLife(name, life.bornAt(), life.points()))
              .toList();
      return new TraceHost(name, budget, workers, stillShared, all);
    }
  }

  private record Life(double bornAt, List<LifePoint> points) {}

  @SuppressWarnings("ArrayRecordComponent") // lives as long as one line
  private record Columns(String[] values, int number) {

    void checkCount() {
      if (values.length != COLUMNS) {
        throw new IllegalArgumentException(
            "line %d: expected %d columns, found %d".formatted(number, COLUMNS, values.length));
      }
    }

    String text(int column) {
      if (values[column].isBlank()) {
        throw new IllegalArgumentException(
            "line %d: column %d is empty".formatted(number, column + 1));
      }
      return values[column].strip();
    }

    double number(int column) {
      try {
        double value = Double.parseDouble(text(column));
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(notANumber(column), e);
      }
      throw new IllegalArgumentException(notANumber(column));
    }

    double atLeast(int column, double least) {
      double value = number(column);
      if (value < least) {
        throw new IllegalArgumentException(
            "line %d: column %d is %s, below %s".formatted(number, column + 1, value, least));
      }
      return value;
    }

    private String notANumber(int column) {
      return "line %d: column %d is \"%s\", not a number"
          .formatted(number, column + 1, values[column]);
    }
  }
}
