package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.api.contract.v1.SharingFigures;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.collector.sampling.ReadingPlan;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Ticks of the captured tree; its golden figures were worked out by hand from the files. */
class CapturedTreeTest {
  private static final Instant NOW = Instant.parse("2026-11-20T11:20:00Z");
  private final HostCollector collector = collector("/proc/forked-cpython");

  @Test
  void collect_findsTheOneFamily() {
    HostTick tick = collector.collect().build();

    assertThat(tick.getFamiliesList()).hasSize(1);
    Family family = tick.getFamilies(0);
    assertThat(family.getMasterPid()).isEqualTo(10365);
    assertThat(family.getMasterStartTicks()).isEqualTo(379009);
    assertThat(family.getService()).isEqualTo("shop");
    assertThat(family.getArm()).isEqualTo("unknown");
    assertThat(family.getWorkersList())
        .extracting(Worker::getPid)
        .containsExactly(10366, 10367, 10368);
    assertThat(family.getRssSumBytes()).isEqualTo((10389 + 9997 + 12592 + 9961) * 4096L);
    assertThat(family.getPssSumBytes().getBytes())
        .isEqualTo((15523 + 25053 + 35381 + 15033) * 1024L);
  }

  @Test
  void collect_tellsLossAndGrowthOfEachWorker() {
    Family family = collector.collect().getFamilies(0);

    long inherited = (10389 - 1431) * 4096L;
    assertThat(family.getWorkersList())
        .allSatisfy(
            worker -> {
              assertThat(worker.getInherited().getBytes().getBytes()).isEqualTo(inherited);
              assertThat(worker.getInherited().getBasis()).isEqualTo(Basis.BASIS_MEASURED);
            });
    assertThat(figures(family, 0)).isEqualTo(figures(inherited, 15248, 35820));
    assertThat(figures(family, 1)).isEqualTo(figures(inherited, 15264, 46072));
    assertThat(figures(family, 2)).isEqualTo(figures(inherited, 35224, 35832));
  }

  @Test
  void collect_sumsTheFootprint() {
    Family family = collector.collect().getFamilies(0);

    long own = (35820 - 15248) + (46072 - 15264) + (35832 - 35224);
    assertThat(family.getFootprint().getBytes()).isEqualTo((10389 - 1431) * 4096L + own * 1024);
    assertThat(family.getFootprint().getBasis()).isEqualTo(Basis.BASIS_MEASURED);
  }

  @Test
  void collect_withoutAnInterpreterToSee_saysSo() {
    Family family = collector.collect().getFamilies(0);

    assertThat(family.getPolicy().getUnavailable().getReason())
        .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_NOT_SUPPORTED);
    assertThat(family.getWorkers(0).getFullCollections().hasUnavailable()).isTrue();
  }

  @Test
  void collect_reportsBirthsOnce() {
    assertThat(collector.collect().getEventsList())
        .hasSize(3)
        .allSatisfy(
            event -> assertThat(event.getKind()).isEqualTo(LifecycleKind.LIFECYCLE_KIND_SPAWN));
    assertThat(collector.collect().getEventsList()).isEmpty();
  }

  @Test
  void collect_readsTheHost() {
    HostTick tick = collector.collect().build();

    assertThat(tick.getHardware().getGeneration()).isEqualTo("Zen 5");
    assertThat(tick.getHardware().getKernel()).startsWith("6.18.");
    assertThat(tick.getPressure().getCpu().hasPressure()).isTrue();
    assertThat(tick.getMemory().getAvailableBytes().getBytes()).isPositive();
  }

  @Test
  void collect_ofTheSameTreeTwice_givesTheSameText() {
    String first = TextFormat.printer().printToString(collector("/proc/forked-cpython").collect());

    assertThat(TextFormat.printer().printToString(collector.collect()))
        .isEqualTo(first)
        .doesNotContain("secret");
  }

  private static SharingFigures figures(Family family, int worker) {
    return family.getWorkers(worker).getSharing().getFigures();
  }

  private static SharingFigures figures(long inherited, long sharedDirtyKb, long anonymousKb) {
    return SharingFigures.newBuilder()
        .setStillSharedBytes(sharedDirtyKb * 1024)
        .setSharingLossBytes(inherited - sharedDirtyKb * 1024)
        .setPrivateGrowthBytes(anonymousKb * 1024 - inherited)
        .setBasis(Basis.BASIS_UPPER_BOUND)
        .build();
  }

  private static HostCollector collector(String resource) {
    HostCollector.Settings settings =
        new HostCollector.Settings(
            HostIdentity.newBuilder().setHostId("captured").build(),
            folder(resource),
            Path.of("/nowhere"),
            Duration.ofMillis(100),
            ReadingPlan.of(Duration.ZERO),
            1,
            1024 * 1024);
    return new HostCollector(settings, Clock.fixed(NOW, ZoneOffset.UTC), () -> 0);
  }

  private static Path folder(String resource) {
    URL url = CapturedTreeTest.class.getResource(resource);
    assertThat(url).isNotNull();
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
