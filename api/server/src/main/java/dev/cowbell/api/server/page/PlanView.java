package dev.cowbell.api.server.page;

import dev.cowbell.api.contract.v1.ClassPlan;
import dev.cowbell.api.contract.v1.PlanCapacityResponse;
import dev.cowbell.api.server.capacity.Fleet;
import dev.cowbell.api.server.capacity.HostClass;
import dev.cowbell.api.server.capacity.Load;
import dev.cowbell.api.server.capacity.Plan;
import dev.cowbell.api.server.capacity.Resource;
import dev.cowbell.api.server.figure.Readings;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.planning.Plans;
import dev.cowbell.api.server.report.ChartFigure;
import dev.cowbell.api.server.report.Fact;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A plan and what was asked, as a page.
 *
 * @param problem why there is no plan; empty where there is one
 * @param growth where the growth that is filled in comes from; empty where the reader says it
 */
public record PlanView(
    PlanForm form,
    Choices choices,
    String problem,
    String growth,
    boolean empty,
    boolean simulated,
    List<Fact> about,
    String headline,
    String summary,
    List<Tile> tiles,
    List<ChartFigure> figures,
    List<PlanRow> rows,
    List<String> assumptions,
    String table,
    String version) {
  private static final int MOST_PRICED = 40;
  private static final int MOST_NAMES = 200;

  /** Names to choose from, and rows to fill in. */
  public record Choices(
      List<String> services,
      List<String> classes,
      List<String> generations,
      List<String> arms,
      List<PlanForm.Priced> prices,
      List<PlanForm.Retired> retired) {
    static Choices of(Fleet fleet, PlanForm form) {
      List<String> classes =
          fleet.classes().stream()
              .sorted(
                  Comparator.comparingInt(HostClass::hosts)
                      .reversed()
                      .thenComparing(HostClass::name))
              .map(HostClass::name)
              .toList();
      return new Choices(
          names(fleet.loads().stream().map(Load::service)),
          classes.stream().limit(MOST_NAMES).sorted().toList(),
          names(fleet.classes().stream().map(HostClass::generation)),
          names(fleet.loads().stream().map(Load::arm)),
          classes.stream().limit(MOST_PRICED).map(name -> priced(form, name)).toList(),
          Stream.concat(form.retired().stream(), Stream.of(PlanForm.Retired.NONE)).toList());
    }

    private static PlanForm.Priced priced(PlanForm form, String name) {
      return form.prices().stream()
          .filter(one -> one.hardwareClass().equals(name))
          .findFirst()
          .orElseGet(() -> new PlanForm.Priced(name, "", ""));
    }

    private static List<String> names(Stream<String> names) {
      return names.distinct().sorted().limit(MOST_NAMES).toList();
    }
  }

  static PlanView of(
      PlanForm form,
      String growth,
      Fleet fleet,
      Plans.Answered answered,
      String table,
      String version) {
    PlanCapacityResponse plan = answered.message();
    YearMonth now = YearMonth.from(Readings.moment(plan.getReadAt()).atOffset(ZoneOffset.UTC));
    return new PlanView(
        form,
        Choices.of(fleet, form),
        "",
        growth,
        plan.getClassesCount() == 0,
        plan.getSimulated(),
        about(answered, plan),
        headline(answered.plan(), now),
        plan.getSummary(),
        PlanTiles.of(plan),
        new PlanChart(now).of(answered.plan()).stream().toList(),
        rows(answered),
        plan.getAssumptionsList(),
        table,
        version);
  }

  /** A page without a plan, since it cannot be made as asked. */
  static PlanView refused(PlanForm form, Fleet fleet, String problem, String version) {
    return new PlanView(
        form,
        Choices.of(fleet, form),
        problem,
        "",
        fleet.classes().isEmpty(),
        false,
        List.of(),
        "",
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        version);
  }

  /** Whether a price or watts are filled in. */
  public boolean priced() {
    return form.prices().stream().anyMatch(one -> !one.blank());
  }

  private static List<Fact> about(Plans.Answered answered, PlanCapacityResponse plan) {
    int hosts = plan.getClassesList().stream().mapToInt(ClassPlan::getHosts).sum();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Hosts today", Words.count(hosts, "host")));
    facts.add(
        new Fact("Hardware classes", Words.count(plan.getClassesCount(), "class", "classes")));
    answered.plan().classes().stream()
        .findFirst()
        .ifPresent(
            one ->
                facts.add(new Fact("Looks ahead", Words.count(one.months().size() - 1, "month"))));
    facts.add(new Fact("Fleet read", Words.moment(Readings.moment(plan.getReadAt()))));
    return facts;
  }

  private static String headline(Plan plan, YearMonth now) {
    if (plan.classes().isEmpty()) {
      return "There is nothing to plan yet.";
    }
    return plan.binding()
        .map(one -> headline(one, now))
        .orElseGet(
            () ->
                "Nothing runs out within %s."
                    .formatted(
                        Words.count(plan.classes().getFirst().months().size() - 1, "month")));
  }

  private static String headline(dev.cowbell.api.server.capacity.ClassPlan binding, YearMonth now) {
    String what = binding.deciding().binding() == Resource.CPU ? "CPU" : "memory";
    int month = binding.exhausted().orElse(0);
    return month == 0
        ? "%s has too little %s now.".formatted(binding.hostClass().name(), what)
        : "%s runs out of %s in %s."
            .formatted(binding.hostClass().name(), what, PlanRow.month(now.plusMonths(month)));
  }

  /** Those that run out first come first, then the fullest. */
  private static List<PlanRow> rows(Plans.Answered answered) {
    record Pair(dev.cowbell.api.server.capacity.ClassPlan plan, ClassPlan message) {}
    var plans = answered.plan().classes();
    return IntStream.range(0, plans.size())
        .mapToObj(i -> new Pair(plans.get(i), answered.message().getClasses(i)))
        .sorted(
            Comparator.comparingInt((Pair pair) -> pair.plan().exhausted().orElse(1000))
                .thenComparing(
                    pair -> pair.plan().deciding().use(pair.plan().deciding().binding()),
                    Comparator.reverseOrder()))
        .map(pair -> PlanRow.of(pair.plan(), pair.message()))
        .toList();
  }
}
