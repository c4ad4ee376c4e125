package dev.cowbell.standalone.simulate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.PolicyAdvice;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.api.contract.v1.Stage;
import dev.cowbell.standalone.embedded.EmbeddedKafka;
import dev.cowbell.standalone.embedded.Loopback;
import dev.cowbell.standalone.failure.Failure;
import dev.cowbell.standalone.simulate.fleet.FleetSize;
import dev.cowbell.standalone.simulate.fleet.Fleets;
import dev.cowbell.standalone.simulate.fleet.Tally;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs against a real broker. */
class SimulationTest {
  private static final String TICKS = "cowbell.ticks.v1";
  private static final String ADVICE = "cowbell.recommendations.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<String> lines = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  @Test
  void run_againstABroker_deliversEveryTickUnderItsHost() throws Exception {
    try (var kafka = EmbeddedKafka.start(folder)) {
      Tally tally = new Simulation(options(kafka.bootstrap(), 50, 300, false), lines::add).run();

      List<ConsumerRecord<String, byte[]>> found = read(kafka.bootstrap(), tally.ticks());
      assertThat(tally.ticks()).isEqualTo(50 * 30);
      assertThat(found).hasSize(50 * 30);
      assertThat(found.stream().mapToLong(entry -> entry.value().length).sum())
          .isEqualTo(tally.bytes());
      Map<String, HostTick> last = new HashMap<>();
      for (var entry : found) {
        HostTick tick = HostTick.parseFrom(entry.value());
        assertThat(tick.getHost().getHostId()).isEqualTo(entry.key());
        assertThat(tick.getHost().getLabelsMap()).containsEntry("cowbell.dev/simulated", "true");
        HostTick before = last.put(entry.key(), tick);
        if (before != null) {
          assertThat(tick.getSequence()).isEqualTo(before.getSequence() + 1);
        }
      }
      assertThat(last).hasSize(50);
      assertThat(lines.getLast()).startsWith("1,500 ticks of 00:05:00 in ").contains("bytes/tick");
    }
  }

  @Test
  void run_thatObeys_putsTheAdvisedArmOnTheHostsNamed_orOnAllInTheFleet() throws Exception {
    try (var kafka = EmbeddedKafka.start(folder)) {
      new Simulation(options(kafka.bootstrap(), 160, 600, true), lines::add).run();
      Map<String, Set<String>> pilots = armed(kafka.bootstrap(), "frozen", 1);
      Set<String> others =
          requireNonNull(armed(kafka.bootstrap(), "default", 1).get("Ivy Bridge-EP"));
      List<String> named = others.stream().sorted().limit(2).toList();
      advise(kafka.bootstrap(), "Haswell-EP / 48 cores / 32 GiB", Stage.STAGE_FLEET, List.of());
      advise(kafka.bootstrap(), "Ivy Bridge-EP / 40 cores / 32 GiB", Stage.STAGE_CANARY, named);

      new Simulation(options(kafka.bootstrap(), 160, 600, true), lines::add).run();

      Map<String, Set<String>> frozen = armed(kafka.bootstrap(), "frozen", 2);
      assertThat(frozen.get("Sandy Bridge-EP")).isEqualTo(pilots.get("Sandy Bridge-EP"));
      Set<String> ivyBridge = new HashSet<>(requireNonNull(pilots.get("Ivy Bridge-EP")));
      ivyBridge.addAll(named);
      assertThat(frozen.get("Ivy Bridge-EP")).isEqualTo(ivyBridge);
      assertThat(armed(kafka.bootstrap(), "default", 2)).doesNotContainKey("Haswell-EP");
      assertThat(lines)
          .contains("django on Ivy Bridge-EP / 40 cores / 32 GiB: CANARY, 2 hosts run frozen");
    }
  }

  @Test
  void run_withoutABroker_saysSoInOneLine() {
    String nobody = "127.0.0.1:" + Loopback.freePort();

    assertThatThrownBy(() -> new Simulation(options(nobody, 1, 10, false), lines::add).run())
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Kafka at " + nobody + " did not answer");
    assertThatThrownBy(
            () -> new Simulation(options("no such place", 1, 10, false), lines::add).run())
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("--kafka no such place cannot be used");
  }

  private static SimulationOptions options(String bootstrap, int hosts, int seconds, boolean obey) {
    // Two hours in: nobody deploys, so every tick is a regular one.
    var size = new FleetSize(hosts, Fleets.START + 7_200_000, 10_000, seconds * 1000L, 2);
    return new SimulationOptions(
        bootstrap, ScenarioFile.read("instagram"), size, 1, Optional.empty(), obey, 3);
  }

  /**
   * Hosts by generation that run an arm at their last tick.
   *
   * @param runs of 160 hosts and 60 ticks so far
   */
  private static Map<String, Set<String>> armed(String bootstrap, String arm, int runs)
      throws Exception {
    Map<String, HostTick> last = new HashMap<>();
    for (var entry : read(bootstrap, runs * 160L * 60)) {
      last.put(entry.key(), HostTick.parseFrom(entry.value()));
    }
    return last.values().stream()
        .filter(tick -> tick.getFamilies(0).getArm().equals(arm))
        .collect(
            Collectors.groupingBy(
                tick -> tick.getHardware().getGeneration(),
                Collectors.mapping(tick -> tick.getHost().getHostId(), Collectors.toSet())));
  }

  private static void advise(
      String bootstrap, String hardwareClass, Stage stage, List<String> hostIds) throws Exception {
    var advice =
        Recommendation.newBuilder()
            .setId("django|" + hardwareClass + "|GC_POLICY")
            .setService("django")
            .setHardwareClass(hardwareClass)
            .setKind(RecommendationKind.RECOMMENDATION_KIND_GC_POLICY)
            .setStage(stage)
            .setPolicy(PolicyAdvice.newBuilder().setControl("default").setTreatment("frozen"));
    if (!hostIds.isEmpty()) {
      advice.getRolloutBuilder().setTreatedHosts(hostIds.size()).addAllHostIds(hostIds);
    }
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(ADVICE, advice.getId(), advice.build().toByteArray()))
          .get();
    }
  }

  /** At least so many records from the beginning, and all that are there. */
  private static List<ConsumerRecord<String, byte[]>> read(String bootstrap, long least) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TICKS).stream()
              .map(info -> new TopicPartition(TICKS, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Instant deadline = Instant.now().plus(PATIENCE);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        assertThat(Instant.now()).as("records arrive").isBefore(deadline);
        consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
      }
    }
    assertThat(found).hasSizeGreaterThanOrEqualTo((int) least);
    return found;
  }
}
