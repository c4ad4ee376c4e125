package dev.cowbell.api.server.report;

import dev.cowbell.api.contract.v1.Assignment;
import dev.cowbell.api.contract.v1.InsufficientEvidence;
import dev.cowbell.api.contract.v1.LimitAdvice;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.api.contract.v1.Stage;
import dev.cowbell.api.server.capacity.Fleet;
import dev.cowbell.api.server.capacity.HostClass;
import dev.cowbell.api.server.capacity.Load;
import dev.cowbell.api.server.decision.Total;
import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Means;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.efficiency.SharingCurve;
import dev.cowbell.api.server.efficiency.SharingCurves;
import dev.cowbell.api.server.efficiency.SharingPoint;
import dev.cowbell.api.server.efficiency.Span;
import dev.cowbell.api.server.efficiency.Spread;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.fleet.HardwareClass;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.history.DayTotal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Reports of fixed figures, for golden files. */
public final class FixedReport {
  private static final double MIB = 1024 * 1024;
  private static final String CLASS = "Sandy Bridge-EP / 32 cores / 32 GiB";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private FixedReport() {}

  /** One service on one class. */
  public static Report single() {
    return report(List.of(shop()));
  }

  /** The same, a service that is simulated on older hardware, and one whose workers are hidden. */
  public static Report fleet() {
    return report(List.of(shop(), simulated(), hidden()));
  }

  /** One service with a name of somebody's choice. */
  public static Report named(String name) {
    ServiceReport shop = shop();
    return report(
        List.of(
            new ServiceReport(
                new ServiceOnClass(name, CLASS),
                shop.hardwareClass(),
                shop.hosts(),
                shop.arms(),
                shop.span(),
                shop.curves(),
                shop.savings(),
                shop.recommendations(),
                shop.madeAt(),
                shop.version())));
  }

  private static Report report(List<ServiceReport> sections) {
    return new Report(
        new Report.Asked("", ""),
        Span.dayUntil(NOON),
        sections,
        0,
        forecast(),
        totals(),
        NOON,
        "0.0.0-test");
  }

  /** Money is known, power is not. */
  private static List<Total> totals() {
    return List.of(
        total(true, Total.Measure.MEMORY, Optional.of(new Saving.Range(8e8, 7e8, 9e8)), ""),
        total(false, Total.Measure.MEMORY, Optional.of(new Saving.Range(4e9, 3e9, 5e9)), ""),
        total(
            true,
            Total.Measure.MONEY,
            Optional.of(new Saving.Range(1200, 1000, 1300)),
            "EUR a month: price list"),
        total(
            false,
            Total.Measure.MONEY,
            Optional.of(new Saving.Range(4500, 4000, 5000)),
            "EUR a month: price list"),
        total(false, Total.Measure.POWER, Optional.empty(), "no memory-power for Haswell-EP"));
  }

  private static Total total(
      boolean realised, Total.Measure measure, Optional<Saving.Range> amount, String basis) {
    return new Total(realised, measure, amount, basis, 3, 1, 0.98, true, NOON);
  }

  /** Twenty days in which families grew by a thousandth a day; the class holds 32 GiB a host. */
  private static Forecast forecast() {
    HostClass hostClass =
        new HostClass(
            CLASS, "Sandy Bridge-EP", 1, 32.0 * (1L << 30), 32, OptionalDouble.of(2L << 30), false);
    Load load =
        new Load(
            "shop", CLASS, "default", 1, 1, 4, 20.0 * (1L << 30), OptionalDouble.empty(), 3, false);
    return Forecast.of(
        new Fleet(List.of(hostClass), List.of(load), List.of()), List.of(CLASS), days(20));
  }

  static List<DayTotal> days(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            day ->
                new DayTotal(
                    NOON.minus(Duration.ofDays(count - day)), 1, 1e9 * Math.exp(0.001 * day)))
        .toList();
  }

  private static ServiceReport simulated() {
    HardwareClass haswell =
        new HardwareClass("Haswell-EP / 48 cores / 64 GiB", "Haswell-EP", 48, 64L << 30, 2);
    return new ServiceReport(
        new ServiceOnClass("web", haswell.name()),
        haswell,
        List.of(
            new Host(
                "sim-1",
                "sim-1",
                "6.1.0",
                haswell,
                Map.of(),
                Optional.of(NOON),
                Figure.missing(3),
                true)),
        List.of(
            simulatedArm("default", means(80, 20), 12), simulatedArm("frozen", means(4, 22), 6)),
        Span.dayUntil(NOON),
        new SharingCurves(
            List.of(curve("default", point(0, 5, 2, 1), point(3600, 5400, 80, 20))), true),
        List.of(
            new Saving(
                "web",
                haswell.name(),
                "default",
                "frozen",
                3600,
                new Saving.Range(76 * MIB, 70 * MIB, 82 * MIB),
                new Saving.Range(2 * MIB, -1 * MIB, 5 * MIB),
                "95 % over hosts, valid under daily looks",
                new Saving.Sample(6, 12),
                new Saving.Sample(6, 6),
                0.97,
                1,
                Assignment.ASSIGNMENT_PAIRED,
                true,
                NOON)),
        List.of(limit()),
        NOON,
        "0.0.0-test");
  }

  private static ServiceReport hidden() {
    return new ServiceReport(
        new ServiceOnClass("=cmd|' /C calc'!A0", CLASS),
        hardwareClass(),
        List.of(host()),
        List.of(
            new Arm(
                "unknown",
                1,
                1,
                3,
                3,
                Optional.empty(),
                0,
                Figure.missing(2),
                900L << 20,
                Figure.missing(2),
                OptionalDouble.empty(),
                false)),
        Span.dayUntil(NOON),
        new SharingCurves(List.of(), false),
        List.of(),
        List.of(),
        NOON,
        "0.0.0-test");
  }

  private static Arm simulatedArm(String name, Means means, int workers) {
    return new Arm(
        name,
        2,
        2,
        workers,
        0,
        Optional.of(means),
        900L << 20,
        new Figure.Known(920L << 20),
        2L << 30,
        Figure.missing(3),
        OptionalDouble.empty(),
        true);
  }

  private static Recommendation limit() {
    return Recommendation.newBuilder()
        .setId("web|Haswell-EP / 48 cores / 64 GiB|WORKER_RSS_LIMIT")
        .setKind(RecommendationKind.RECOMMENDATION_KIND_WORKER_RSS_LIMIT)
        .setStage(Stage.STAGE_CANARY)
        .setLimit(
            LimitAdvice.newBuilder()
                .setUssLimitBytes(200L << 20)
                .setRssLimitBytes(400L << 20)
                .setLowerBytes(150L << 20)
                .setUpperBytes(300L << 20)
                .setSnippet("reload-on-uss = 200"))
        .setSummary("Restart workers at 200 MiB of private memory.")
        .setSimulated(true)
        .build();
  }

  private static ServiceReport shop() {
    return new ServiceReport(
        new ServiceOnClass("shop & <co>", CLASS),
        hardwareClass(),
        List.of(host()),
        List.of(
            arm("default", means(66.4, 9), 440, OptionalDouble.of(1)),
            arm("frozen", means(3, 17), 187, OptionalDouble.of(0))),
        Span.dayUntil(NOON),
        new SharingCurves(
            List.of(
                curve("default", point(0, 5, 2.4, 0.3), point(60, 75, 66.4, 9)),
                curve("frozen", point(0, 5, 1.8, 0.4), point(60, 75, 3, 17))),
            false),
        List.of(saving()),
        List.of(notEnough()),
        NOON,
        "0.0.0-test");
  }

  private static HardwareClass hardwareClass() {
    return new HardwareClass(CLASS, "Sandy Bridge-EP", 32, 32L << 30, 1);
  }

  private static Host host() {
    return new Host(
        "host-1",
        "web-1",
        "6.1.0",
        hardwareClass(),
        Map.of(),
        Optional.of(NOON),
        new Figure.Known(9L << 30),
        false);
  }

  private static Means means(double lossMib, double growthMib) {
    return new Means(
        4,
        2,
        1,
        1,
        60,
        103.4 * MIB,
        (103.4 - lossMib) * MIB,
        lossMib * MIB,
        lossMib * MIB,
        lossMib * MIB,
        growthMib * MIB);
  }

  private static Arm arm(String name, Means means, long pssMib, OptionalDouble collections) {
    return new Arm(
        name,
        1,
        1,
        4,
        0,
        Optional.of(means),
        (pssMib - 12) << 20,
        new Figure.Known(pssMib << 20),
        600L << 20,
        new Figure.Known(Math.round(4 * collections.orElse(0))),
        collections,
        false);
  }

  private static SharingCurve curve(String arm, SharingPoint... points) {
    return new SharingCurve(arm, List.of(points));
  }

  private static SharingPoint point(double from, double to, double lossMib, double growthMib) {
    return new SharingPoint(
        from,
        to,
        8,
        2,
        103.4 * MIB,
        (103.4 - lossMib) * MIB,
        lossMib * MIB,
        growthMib * MIB,
        Optional.of(new SharingPoint.Spreads(spread(lossMib), spread(growthMib))));
  }

  private static Spread spread(double mib) {
    return new Spread(
        0.7 * mib * MIB, 0.9 * mib * MIB, mib * MIB, 1.1 * mib * MIB, 1.4 * mib * MIB);
  }

  private static Saving saving() {
    return new Saving(
        "shop & <co>",
        CLASS,
        "default",
        "frozen",
        60,
        new Saving.Range(63.4 * MIB, 61 * MIB, 65.7 * MIB),
        new Saving.Range(8 * MIB, 7.5 * MIB, 8.4 * MIB),
        "spread over workers; one family per arm: not a confidence interval",
        new Saving.Sample(1, 4),
        new Saving.Sample(1, 4),
        1,
        0.98,
        Assignment.ASSIGNMENT_OBSERVATIONAL,
        false,
        NOON);
  }

  private static Recommendation notEnough() {
    return Recommendation.newBuilder()
        .setKind(RecommendationKind.RECOMMENDATION_KIND_GC_POLICY)
        .setInsufficient(
            InsufficientEvidence.newBuilder()
                .setUnit("hosts per arm")
                .setSeen(1)
                .setNeeded(4)
                .setDetail("Run both arms on three more hosts of this class."))
        .setSummary("Not enough evidence for a policy yet.")
        .build();
  }
}
