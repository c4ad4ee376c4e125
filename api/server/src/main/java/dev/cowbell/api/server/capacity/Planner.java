package dev.cowbell.api.server.capacity;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Answers a question about a fleet.
 *
 * <p>need of a class in month m = sum over its loads of what-if need · (1 + growth)^m; from the
 * month of a retirement on, the loads of its generation count for the class they move to. What
 * there is = hosts · (memory · (1 - headroom) - what others hold) and hosts · cores · (1 - CPU
 * headroom). Hosts needed = the greater of both needs over what one host has, rounded up.
 */
public final class Planner {
  private final Fleet fleet;
  private final Question question;

  /** By class and service. */
  private final Map<String, Map<String, NeedSum>> byClass = new HashMap<>();

  /** Of what grows alike the sum is kept: each month then costs as little as it has growths. */
  private final Map<String, Map<Range, Need>> byGrowth = new HashMap<>();

  private final List<Gap> gaps;

  private Planner(Fleet fleet, Question question) {
    this.fleet = fleet;
    this.question = question;
    WhatIf whatIf = new WhatIf(question, fleet.effects());
    for (Load load : fleet.loads()) {
      byClass
          .computeIfAbsent(load.hardwareClass(), _ -> new HashMap<>())
          .computeIfAbsent(load.service(), _ -> new NeedSum())
          .add(whatIf.of(load));
    }
    byClass.forEach((name, services) -> byGrowth.put(name, sums(services)));
    gaps = whatIf.gaps();
  }

  /** Plans. */
  public static Plan plan(Fleet fleet, Question question) {
    Planner planner = new Planner(fleet, question);
    return new Plan(
        fleet.classes().stream()
            .sorted(Comparator.comparing(HostClass::name))
            .map(planner::plan)
            .toList(),
        planner.gaps);
  }

  /** Bytes of one host that services may use; zero or less where headroom and others leave none. */
  public static double usableBytes(HostClass hostClass, Question question) {
    return hostClass.memoryBytes() * (1 - question.headroom())
        - hostClass.otherBytesPerHost().orElse(0);
  }

  private Map<Range, Need> sums(Map<String, NeedSum> services) {
    Map<Range, Need> sums = new HashMap<>();
    services.forEach((service, sum) -> sums.merge(question.growth(service), sum.sum(), Need::plus));
    return sums;
  }

  private ClassPlan plan(HostClass hostClass) {
    List<ClassMonth> months =
        IntStream.rangeClosed(0, question.horizonMonths())
            .mapToObj(month -> month(hostClass, month))
            .toList();
    return new ClassPlan(hostClass, months, largest(hostClass));
  }

  private ClassMonth month(HostClass hostClass, int month) {
    Need need = Need.NOTHING;
    for (HostClass from : comingTo(hostClass, month)) {
      for (var sum : byGrowth.getOrDefault(from.name(), Map.of()).entrySet()) {
        need = need.plus(sum.getValue().grown(sum.getKey().compounded(month)));
      }
    }
    double bytes = usableBytes(hostClass, question);
    double cores = hostClass.cores() * (1 - question.cpuHeadroom());
    int hosts = retirement(hostClass, month).isPresent() ? 0 : hostClass.hosts();
    Range needed = Range.greaterOf(need.bytes().wholesOf(bytes), need.cores().wholesOf(cores));
    return new ClassMonth(month, need, hosts, hosts * bytes, hosts * cores, needed);
  }

  /** Classes whose loads count for one in a month: itself, unless retired, and what moved to it. */
  private List<HostClass> comingTo(HostClass hostClass, int month) {
    return fleet.classes().stream()
        .filter(
            from ->
                retirement(from, month)
                    .map(Retirement::movesTo)
                    .orElse(from.name())
                    .equals(hostClass.name()))
        .toList();
  }

  private Optional<Retirement> retirement(HostClass hostClass, int month) {
    for (Retirement retirement : question.retirements()) {
      if (retirement.generation().equals(hostClass.generation())
          && month >= retirement.afterMonths()) {
        return Optional.of(retirement);
      }
    }
    return Optional.empty();
  }

  private Optional<ClassPlan.Largest> largest(HostClass hostClass) {
    int last = question.horizonMonths();
    Map<String, Double> bytes = new HashMap<>();
    for (HostClass from : comingTo(hostClass, last)) {
      byClass
          .getOrDefault(from.name(), Map.of())
          .forEach((service, sum) -> bytes.merge(service, sum.likelyBytes(), Double::sum));
    }
    bytes.replaceAll(
        (service, today) -> today * question.growth(service).compounded(last).likely());
    double all = bytes.values().stream().mapToDouble(Double::doubleValue).sum();
    return bytes.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> new ClassPlan.Largest(entry.getKey(), entry.getValue() / all));
  }
}
