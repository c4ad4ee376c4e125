package dev.cowbell.api.server.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.Assignment;
import dev.cowbell.api.contract.v1.InsufficientEvidence;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.api.server.app.NoDatabase;
import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Means;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.efficiency.SharingCurve;
import dev.cowbell.api.server.efficiency.SharingCurves;
import dev.cowbell.api.server.efficiency.SharingPoint;
import dev.cowbell.api.server.efficiency.Span;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.fleet.HardwareClass;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/**
 * The whole report of fixed figures, word for word, without its style sheet. After a change on
 * purpose: run with {@code -Dgolden.write=true}, then read the difference.
 */
@QuarkusTest
@TestProfile(NoDatabase.class)
class GoldenReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/report.html");
  private static final double MIB = 1024 * 1024;
  private static final String CLASS = "Sandy Bridge-EP / 32 cores / 32 GiB";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void report_ofFixedFigures_isWordForWordAsBefore() throws Exception {
    String html = ReportFile.html(report()).replaceAll("(?s)<style>.*</style>", "<style></style>");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN, html, UTF_8);
    }
    assertThat(html).isEqualTo(Files.readString(GOLDEN, UTF_8));
  }

  private static ServiceReport report() {
    return new ServiceReport(
        new ServiceOnClass("shop & <co>", CLASS),
        List.of(host()),
        List.of(
            arm("default", means(66.4, 9), 440, OptionalDouble.of(1)),
            arm("frozen", means(3, 17), 187, OptionalDouble.of(0))),
        Span.ALWAYS,
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

  private static Host host() {
    return new Host(
        "host-1",
        "web-1",
        "6.1.0",
        new HardwareClass(CLASS, "Sandy Bridge-EP", 32, 32L << 30, 1),
        Map.of(),
        Optional.of(NOON),
        new Figure.Known(9L << 30),
        false);
  }

  private static Means means(double lossMib, double growthMib) {
    return new Means(
        4,
        4,
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
        lossMib * MIB,
        growthMib * MIB);
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
