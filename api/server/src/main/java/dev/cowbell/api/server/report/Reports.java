package dev.cowbell.api.server.report;

import static java.util.stream.Collectors.groupingBy;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.server.decision.DecisionViews;
import dev.cowbell.api.server.decision.Total;
import dev.cowbell.api.server.efficiency.ArmComparison;
import dev.cowbell.api.server.efficiency.EfficiencyViews;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.efficiency.SharingCurves;
import dev.cowbell.api.server.efficiency.Span;
import dev.cowbell.api.server.fleet.Family;
import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.HardwareClass;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.fleet.ServiceChoice;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.fleet.WorkerSum;
import dev.cowbell.api.server.history.DayTotal;
import dev.cowbell.api.server.history.HistoryViews;
import dev.cowbell.api.server.recommendation.RecommendationViews;
import dev.cowbell.api.server.supply.FleetFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Gathers what a report shows. */
public final class Reports {
  /**
   * So many are read one by one, with the spread of their curves; more at once, with means only.
   */
  private static final int FEW_SECTIONS = 6;

  private static final Duration DAYS_STAND = Duration.ofMinutes(15);

  private final FleetViews fleet;
  private final EfficiencyViews efficiency;
  private final RecommendationViews recommendations;
  private final FleetFacts facts;
  private final HistoryViews history;
  private final DecisionViews decisions;
  private final Clock clock;
  private final String version;
  private final AtomicReference<Past> past =
      new AtomicReference<>(new Past(Instant.MIN, List.of()));

  /** What the fleet cost on whole days: it changes once a day, and everybody wants it. */
  private record Past(Instant readAt, List<DayTotal> days) {}

  public Reports(
      FleetViews fleet,
      EfficiencyViews efficiency,
      RecommendationViews recommendations,
      FleetFacts facts,
      HistoryViews history,
      DecisionViews decisions,
      Clock clock,
      String version) {
    this.fleet = fleet;
    this.efficiency = efficiency;
    this.recommendations = recommendations;
    this.facts = facts;
    this.history = history;
    this.decisions = decisions;
    this.clock = clock;
    this.version = version;
  }

  /**
   * The section on a service, its curve from the last day of readings.
   *
   * @param hardwareClass may be empty where the service runs on one class only
   */
  public ServiceReport of(String service, String hardwareClass) {
    ServiceOnClass scope = new ServiceChoice(fleet).of(service, hardwareClass);
    return section(scope, efficiency.lastDay(scope));
  }

  /**
   * A report on all that match; an empty service or class stands for all.
   *
   * @param span when the readings of the curves were taken; absent: in the day up to the newest
   *     tick
   * @param most sections; more are counted as left out: a report nobody reads to the end still has
   *     to be held in memory
   */
  public Report matching(String service, String hardwareClass, Optional<Span> span, int most) {
    new ServiceChoice(fleet).filter(service);
    if (!hardwareClass.isEmpty()) {
      fleet.hardwareClass(hardwareClass);
    }
    Span taken = span.orElseGet(() -> fleet.newestTick().map(Span::dayUntil).orElse(Span.ALWAYS));
    List<Family> families = fleet.matchingFamilies(service, hardwareClass);
    List<ServiceOnClass> scopes = scopes(service, hardwareClass, families);
    List<ServiceOnClass> shown = scopes.subList(0, Math.min(scopes.size(), most));
    Report report =
        new Report(
            new Report.Asked(service, hardwareClass),
            taken,
            shown.size() <= FEW_SECTIONS
                ? shown.stream().map(scope -> section(scope, taken)).toList()
                : sections(
                    service,
                    hardwareClass,
                    Set.copyOf(shown),
                    families,
                    efficiency.means(service, hardwareClass, taken),
                    taken),
            scopes.size() - shown.size(),
            Forecast.NONE,
            List.of(),
            clock.instant(),
            version);
    return report.with(
        Forecast.of(
            facts.now().fleet(),
            report.classNames(),
            history.days(service, hardwareClass, clock.instant())),
        totals(service, hardwareClass, scopes));
  }

  /** All sections of the fleet without their curves: what a first page can afford to gather. */
  public Report overview() {
    List<Family> families = fleet.matchingFamilies("", "");
    List<ServiceOnClass> scopes = scopes("", "", families);
    Report report =
        new Report(
            new Report.Asked("", ""),
            Span.ALWAYS,
            sections("", "", Set.copyOf(scopes), families, Map.of(), Span.ALWAYS),
            0,
            Forecast.NONE,
            List.of(),
            clock.instant(),
            version);
    return report.with(
        Forecast.of(facts.now().fleet(), report.classNames(), days()), decisions.totals("", ""));
  }

  /** Sums are kept for the fleet, for a class and for a service on a class. */
  private List<Total> totals(String service, String hardwareClass, List<ServiceOnClass> scopes) {
    if (service.isEmpty()) {
      return decisions.totals("", hardwareClass);
    }
    return scopes.size() == 1
        ? decisions.totals(service, scopes.getFirst().hardwareClass())
        : List.of();
  }

  private List<DayTotal> days() {
    Instant now = clock.instant();
    Past held = past.get();
    if (held.readAt().isBefore(now.minus(DAYS_STAND))) {
      held = new Past(now, history.days("", "", now));
      past.set(held);
    }
    return held.days();
  }

  /** What runs now; where nothing of a service does, what it ran on. */
  private List<ServiceOnClass> scopes(String service, String hardwareClass, List<Family> families) {
    if (families.isEmpty() && !service.isEmpty()) {
      return List.of(new ServiceChoice(fleet).of(service, hardwareClass));
    }
    return families.stream()
        .map(Family::scope)
        .distinct()
        .sorted(
            Comparator.comparing(ServiceOnClass::service)
                .thenComparing(ServiceOnClass::hardwareClass))
        .toList();
  }

  private ServiceReport section(ServiceOnClass scope, Span span) {
    return new ServiceReport(
        scope,
        fleet.hardwareClass(scope.hardwareClass()),
        fleet.hosts(scope),
        ArmComparison.of(fleet.families(scope), fleet.workers(scope)),
        span,
        efficiency.curves(scope, span),
        efficiency.savings(scope.service(), scope.hardwareClass()),
        recommendations.all(scope.service(), scope.hardwareClass()),
        clock.instant(),
        version);
  }

  /** All sections by one query for each kind of figure: seven queries each would be too many. */
  private List<ServiceReport> sections(
      String service,
      String hardwareClass,
      Set<ServiceOnClass> shown,
      List<Family> allFamilies,
      Map<ServiceOnClass, SharingCurves> curves,
      Span span) {
    Map<ServiceOnClass, List<Family>> families =
        allFamilies.stream().collect(groupingBy(Family::scope));
    Map<ServiceOnClass, List<WorkerSum>> workers =
        fleet.matchingWorkers(service, hardwareClass).stream()
            .collect(groupingBy(WorkerSum::scope));
    Map<String, Host> hosts =
        fleet.matchingHosts(service, hardwareClass).stream()
            .collect(Collectors.toMap(Host::hostId, host -> host));
    Map<ServiceOnClass, List<Saving>> savings =
        efficiency.savings(service, hardwareClass).stream().collect(groupingBy(Saving::scope));
    Map<ServiceOnClass, List<Recommendation>> advice =
        recommendations.all(service, hardwareClass).stream()
            .collect(groupingBy(r -> new ServiceOnClass(r.getService(), r.getHardwareClass())));
    Map<String, HardwareClass> classes =
        hosts.values().stream()
            .map(Host::hardwareClass)
            .collect(Collectors.toMap(HardwareClass::name, c -> c, (one, _) -> one));
    return families.entrySet().stream()
        .filter(of -> shown.contains(of.getKey()))
        .sorted(
            Comparator.comparing((Map.Entry<ServiceOnClass, ?> of) -> of.getKey().service())
                .thenComparing(of -> of.getKey().hardwareClass()))
        .map(
            of ->
                new ServiceReport(
                    of.getKey(),
                    classOf(of.getKey(), classes),
                    hostsOf(of.getValue(), hosts),
                    ArmComparison.of(of.getValue(), workers.getOrDefault(of.getKey(), List.of())),
                    span,
                    curves.getOrDefault(of.getKey(), new SharingCurves(List.of(), false)),
                    savings.getOrDefault(of.getKey(), List.of()),
                    advice.getOrDefault(of.getKey(), List.of()),
                    clock.instant(),
                    version))
        .toList();
  }

  private HardwareClass classOf(ServiceOnClass scope, Map<String, HardwareClass> known) {
    HardwareClass ofHost = known.get(scope.hardwareClass());
    return ofHost == null ? fleet.hardwareClass(scope.hardwareClass()) : ofHost;
  }

  private static List<Host> hostsOf(List<Family> families, Map<String, Host> hosts) {
    return families.stream()
        .map(family -> family.id().hostId())
        .distinct()
        .filter(hosts::containsKey)
        .map(hosts::get)
        .toList();
  }
}
