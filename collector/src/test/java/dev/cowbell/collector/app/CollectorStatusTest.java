package dev.cowbell.collector.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.CollectorCost;
import dev.cowbell.api.contract.v1.CountReading;
import dev.cowbell.api.contract.v1.EstimateError;
import dev.cowbell.api.contract.v1.FailedReadings;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.Unavailable;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.collector.delivery.DeliveryCounts;
import dev.cowbell.collector.spool.Loss;
import dev.cowbell.collector.spool.SpoolCounts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CollectorStatusTest {
  private static final Pattern LINE =
      Pattern.compile(
          "# (?:HELP|TYPE) [a-z_]+ [^\\n"
              + "]+|[a-z_]+(?:\\{[^\\n"
              + "]*})? [0-9]+(?:\\.[0-9]+)?(?:E-?[0-9]+)?");
  private final CollectorStatus status =
      new CollectorStatus(
          CollectorStatusTest::spool,
          () -> new DeliveryCounts(5, 2, 1, true),
          new PodSource(Optional.empty()),
          Duration.ofSeconds(10));

  @Test
  void metrics_tellDropsOfEveryReason() {
    assertThat(status.metrics())
        .contains("cowbell_collector_ticks_dropped_total{reason=\"buffer_full\"} 3\n")
        .contains("cowbell_collector_ticks_dropped_total{reason=\"corrupt\"} 0\n")
        .contains("cowbell_collector_delivery_failed_attempts_total 5\n")
        .contains("cowbell_collector_delivery_stalled 1\n");
  }

  @Test
  void metrics_addUpReadingsAndTimeOverTicks() {
    status.ticked(tick(), 1_500_000_000);
    status.ticked(tick(), 2_500_000_000L);

    assertThat(status.metrics())
        .contains("cowbell_collector_full_readings_total 14\n")
        .contains("cowbell_collector_collection_seconds_total 0.5\n")
        .contains("cowbell_collector_cpu_seconds_total 2.5\n");
  }

  @Test
  void metrics_tellErrorsByFileAndReason_andTheEstimatesErrorOfEveryFamily() {
    status.ticked(tick(), 0);

    assertThat(status.metrics())
        .contains(
            "cowbell_collector_failed_readings_total"
                + "{file=\"smaps_rollup\",reason=\"permission_denied\"} 9\n")
        .contains(
            "cowbell_collector_estimate_error_ratio"
                + "{service=\"a \\\"b\\\\c\\n\",master_pid=\"17\"} 0.0625\n")
        .contains(
            "cowbell_collector_estimate_unreliable"
                + "{service=\"a \\\"b\\\\c\\n\",master_pid=\"17\"} 1\n")
        .contains(
            "cowbell_collector_own_memory_error_ratio"
                + "{service=\"a \\\"b\\\\c\\n\",master_pid=\"17\"} 0.03\n");
  }

  @Test
  void metrics_tellWhichCountersTheHostForbidsOrLacks() {
    CountReading denied =
        CountReading.newBuilder()
            .setUnavailable(
                Unavailable.newBuilder()
                    .setReason(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED))
            .build();
    HostTick.Builder tick = HostTick.newBuilder();
    tick.getCountersBuilder().setInstructions(denied).getCyclesBuilder().setCount(7);
    status.ticked(tick.build(), 0);

    assertThat(status.metrics())
        .contains(
            "cowbell_collector_counter_unavailable"
                + "{counter=\"instructions\",reason=\"permission_denied\"} 1\n")
        .doesNotContain("counter=\"cycles\"");
  }

  @Test
  void metrics_ofAHostWithManyFamilies_showTheWorstFifty() {
    HostTick.Builder tick = HostTick.newBuilder();
    for (int pid = 1; pid <= 200; pid++) {
      tick.addFamilies(
          Family.newBuilder()
              .setMasterPid(pid)
              .setEstimateError(EstimateError.newBuilder().setMeanShare(pid / 1000.0)));
    }
    status.ticked(tick.build(), 0);

    assertThat(status.metrics().lines().filter(l -> l.contains("estimate_error_ratio{")))
        .hasSize(50)
        .first()
        .asString()
        .endsWith("master_pid=\"200\"} 0.2");
  }

  @Test
  void metrics_areServedOnLoopback_andEveryLineIsOneOfTheFormat() throws Exception {
    status.ticked(tick(), 0);
    try (StatusEndpoint endpoint = StatusEndpoint.start("127.0.0.1", 0, status);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body().lines()).allMatch(line -> LINE.matcher(line).matches());
    }
  }

  private static HostTick tick() {
    return HostTick.newBuilder()
        .setCollector(
            CollectorCost.newBuilder()
                .setFullReadings(7)
                .setCollectionTime(com.google.protobuf.Duration.newBuilder().setNanos(250_000_000))
                .addFailedReadings(
                    FailedReadings.newBuilder()
                        .setFile("smaps_rollup")
                        .setReason(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED)
                        .setReadings(9)))
        .addFamilies(
            Family.newBuilder()
                .setService("a \"b\\c\n")
                .setMasterPid(17)
                .setEstimateError(
                    EstimateError.newBuilder()
                        .setMeanShare(0.0625)
                        .setOwnMeanShare(0.03)
                        .setUnreliable(true)))
        .build();
  }

  private static SpoolCounts spool() {
    Map<Loss.Reason, Long> dropped = new EnumMap<>(Loss.Reason.class);
    for (Loss.Reason reason : Loss.Reason.values()) {
      dropped.put(reason, 0L);
    }
    dropped.put(Loss.Reason.BUFFER_FULL, 3L);
    return new SpoolCounts(10, 0, 6, dropped, 1, 100, 2000, 2, 0, false, 0);
  }
}
