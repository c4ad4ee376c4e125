package dev.cowbell.aggregator.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.aggregator.fixture.Eventually;
import dev.cowbell.aggregator.fixture.Ticks;
import dev.cowbell.aggregator.ingest.Topics;
import dev.cowbell.api.contract.v1.Recommendation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/**
 * The assembled aggregator: ticks in, savings and recommendations out, health and metrics beside
 * it.
 */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class AggregatorTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Inject AggregatorSettings settings;
  @Inject DataSource dataSource;

  // Set by Quarkus, which NullAway does not know of.
  @SuppressWarnings("NullAway.Init")
  @TestHTTPResource
  URI root;

  @Test
  void ticks_becomeSavingsAndRecommendations() throws Throwable {
    Instant now = Instant.now();
    try (var producer = producer()) {
      for (int second = 0; second <= 60; second += 10) {
        var tick = Ticks.tick("h1", 1 + second, now.minusSeconds(60 - second));
        var at = now.minusSeconds(60 - second);
        tick.clearFamilies()
            .addFamilies(Ticks.family("web", "default", at, second))
            .addFamilies(Ticks.family("web", "frozen", at, second).setMasterPid(200));
        send(producer, tick.build().toByteArray());
      }
      send(producer, new byte[] {1});
    }
    Eventually.asserted(() -> assertThat(recommendations()).hasSize(4));
    Eventually.asserted(
        () ->
            assertThat(recommendations().getFirst().getInsufficient().getUnit())
                .isEqualTo("hosts per arm"));
    assertThat(recommendations().getFirst().getId())
        .isEqualTo("web|Sandy Bridge-EP / 32 cores / 32 GiB|GC_POLICY");
    assertThat(recommendations().get(1).getInsufficient().getUnit())
        .isEqualTo("minutes of growth history");
    assertThat(published("web|Sandy Bridge-EP / 32 cores / 32 GiB|GC_POLICY"))
        .extracting(message -> message.getInsufficient().getUnit())
        .contains("hosts per arm");
    assertThat(get("/q/health/ready")).contains("\"status\": \"UP\"").contains("ingest");
    assertThat(get("/q/metrics"))
        .contains("cowbell_ingest_records{outcome=\"stored\",partition=")
        .contains("cowbell_ingest_rejects_total{reason=\"malformed\"} 1.0")
        .contains("cowbell_ingest_lag{partition=")
        .contains("cowbell_ingest_passed_over_total 0.0")
        .contains("cowbell_maintenance_pass_seconds_count")
        .contains("cowbell_decisions_pass_seconds_count")
        .contains("cowbell_rollouts_pass_seconds_count")
        .contains("cowbell_recommendations_published_total");
    assertThat(records("accepted"))
        .isEqualTo(8)
        .isEqualTo(records("stored") + records("rejected") + records("duplicate"));
  }

  private long records(String outcome) throws IOException, InterruptedException {
    return get("/q/metrics")
        .lines()
        .filter(line -> line.startsWith("cowbell_ingest_records{outcome=\"" + outcome + "\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void anInstanceThatStandsStill_holdsItsLocksForHalfAMinuteAtMost() throws SQLException {
    try (var connection = dataSource.getConnection();
        var show = connection.prepareStatement("SHOW idle_in_transaction_session_timeout");
        var row = show.executeQuery()) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("30s");
    }
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(Topics.TICKS, "h1".getBytes(UTF_8), value)).get();
  }

  private List<Recommendation> recommendations()
      throws SQLException, InvalidProtocolBufferException {
    List<Recommendation> found = new ArrayList<>();
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement("SELECT payload FROM api.recommendation ORDER BY kind");
        var rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(Recommendation.parseFrom(rows.getBytes(1)));
      }
    }
    return found;
  }

  /** What those who follow advice read under a key. */
  private List<Recommendation> published(String key) throws Throwable {
    List<Recommendation> found = new ArrayList<>();
    var partition = new TopicPartition(Topics.RECOMMENDATIONS, 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafkaBootstrap()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Eventually.asserted(
          () -> {
            for (var change : consumer.poll(Duration.ofMillis(200))) {
              if (change.key().equals(key)) {
                found.add(Recommendation.parseFrom(change.value()));
              }
            }
            assertThat(found).isNotEmpty();
          });
    }
    return found;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafkaBootstrap()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private String get(String path) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(root.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
