package dev.cowbell.api.server.page;

import dev.cowbell.api.server.capacity.ClassMonth;
import dev.cowbell.api.server.capacity.ClassPlan;
import dev.cowbell.api.server.capacity.Plan;
import dev.cowbell.api.server.capacity.Resource;
import dev.cowbell.api.server.chart.Frame;
import dev.cowbell.api.server.chart.Level;
import dev.cowbell.api.server.chart.LineChart;
import dev.cowbell.api.server.chart.MonthTicks;
import dev.cowbell.api.server.chart.Series;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.report.ChartFigure;
import dev.cowbell.api.server.report.Legend;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How full hardware classes get: the resource that a class has least of, as a share of it. */
final class PlanChart {
  private static final int MOST_LINES = 5;
  private static final double FULL = 1;

  /** Beyond three times what there is, how much too much it is says nothing more. */
  private static final double MOST_DRAWN = 3;

  private final YearMonth now;

  PlanChart(YearMonth now) {
    this.now = now;
  }

  /** The fullest classes; none where no class needs anything. */
  Optional<ChartFigure> of(Plan plan) {
    List<ClassPlan> fullest =
        plan.classes().stream()
            .filter(one -> one.months().stream().anyMatch(PlanChart::isDrawn))
            .sorted(Comparator.<ClassPlan>comparingDouble(PlanChart::greatest).reversed())
            .limit(MOST_LINES)
            .toList();
    if (fullest.isEmpty()) {
      return Optional.empty();
    }
    List<Series> series =
        IntStream.range(0, fullest.size())
            .mapToObj(i -> series(fullest.get(i), name(fullest.get(i), fullest), i))
            .toList();
    List<Level> levels = List.of(new Level(FULL, "all there is, less what is kept free"));
    int last = fullest.getFirst().months().size() - 1;
    int longest = series.stream().mapToInt(s -> s.name().length()).max().orElse(0);
    return Optional.of(
        new ChartFigure(
            "use",
            "How full it gets",
            subtitle(plan.classes().size(), fullest.size()),
            description(series),
            series.stream().map(s -> Legend.of(s.name(), s.style())).toList(),
            LineChart.byMonth(
                Frame.wide(300, longest), MonthTicks.from(now, last, 12), series, levels),
            LineChart.byMonth(Frame.narrow(240), MonthTicks.from(now, last, 4), series, levels)));
  }

  private static String subtitle(int classes, int drawn) {
    return "need as a share of the memory or CPU there is, whichever is scarcer, up to 300 %; the"
        + " band is the range"
        + (classes > drawn ? "; the %d fullest of %d classes".formatted(drawn, classes) : "");
  }

  /** The generation, with the size of its hosts where another class drawn has the same. */
  private static String name(ClassPlan plan, List<ClassPlan> drawn) {
    String generation = plan.hostClass().generation();
    long alike =
        drawn.stream().filter(one -> one.hostClass().generation().equals(generation)).count();
    return alike == 1
        ? generation
        : "%s, %d × %s"
            .formatted(
                generation, plan.hostClass().cores(), Bytes.words(plan.hostClass().memoryBytes()));
  }

  private Series series(ClassPlan plan, String name, int style) {
    List<ClassMonth> months =
        plan.months().stream().filter(month -> use(month) <= MOST_DRAWN).toList();
    return new Series(
        name,
        style,
        months.stream()
            .map(month -> new Series.Point(month.month(), use(month), note(name, month)))
            .toList(),
        List.of(new Series.Band(months.stream().map(PlanChart::reach).toList())));
  }

  private static Series.Reach reach(ClassMonth month) {
    return new Series.Reach(
        month.month(),
        Math.max(month.leastUse(Resource.MEMORY), month.leastUse(Resource.CPU)),
        Math.min(
            MOST_DRAWN,
            Math.max(month.greatestUse(Resource.MEMORY), month.greatestUse(Resource.CPU))));
  }

  private String note(String name, ClassMonth month) {
    return "%s, %s: %s of %s"
        .formatted(
            name,
            now.plusMonths(month.month()),
            Words.percent(use(month)),
            month.binding() == Resource.CPU ? "CPU" : "memory");
  }

  private static double greatest(ClassPlan plan) {
    return plan.months().stream()
        .mapToDouble(PlanChart::use)
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  private static boolean isDrawn(ClassMonth month) {
    return use(month) > 0 && use(month) <= MOST_DRAWN;
  }

  private static double use(ClassMonth month) {
    return month.use(month.binding());
  }

  private static String description(List<Series> series) {
    return series.stream()
        .filter(s -> !s.points().isEmpty())
        .map(
            s ->
                String.format(
                    Locale.ROOT,
                    "%s: from %s to %s.",
                    s.name(),
                    Words.percent(s.points().getFirst().value()),
                    Words.percent(s.points().getLast().value())))
        .collect(Collectors.joining(" "));
  }
}
