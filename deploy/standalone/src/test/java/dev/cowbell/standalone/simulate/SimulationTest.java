package dev.cowbell.standalone.simulate;

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
  void run_thatObeys_putsTheAdvisedArmOnTheHostsOfTheStage() throws Exception {
    try (var kafka = EmbeddedKafka.start(folder)) {
      new Simulation(options(kafka.bootstrap(), 160, 600, false), lines::add).run();
      Set<String> pilots = frozen(kafka.bootstrap(), 160 * 60, "");
      advise(kafka.bootstrap(), "Haswell-EP / 48 cores / 32 GiB", Stage.STAGE_FLEET);
      advise(kafka.bootstrap(), "Ivy Bridge-EP / 40 cores / 32 GiB", Stage.STAGE_CANARY);

      new Simulation(options(kafka.bootstrap(), 160, 600, true), lines::add).run();

      int ticks = 2 * 160 * 60;
      assertThat(frozen(kafka.bootstrap(), ticks, "Haswell-EP")).hasSizeBetween(38, 42);
      Set<String> ivyBridge = frozen(kafka.bootstrap(), ticks, "Ivy Bridge-EP");
      ivyBridge.removeAll(pilots);
      assertThat(ivyBridge).hasSizeBetween(1, 2); // One of the two may be a pilot already.
      Set<String> sandyBridge = frozen(kafka.bootstrap(), ticks, "Sandy Bridge-EP");
      assertThat(pilots).containsAll(sandyBridge);
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

  /** Hosts of a generation, or of all, that run frozen at the last of so many ticks. */
  private static Set<String> frozen(String bootstrap, int ticks, String generation)
      throws Exception {
    Set<String> frozen = new HashSet<>();
    for (var entry : read(bootstrap, ticks)) {
      HostTick tick = HostTick.parseFrom(entry.value());
      if (generation.isEmpty() || tick.getHardware().getGeneration().equals(generation)) {
        if (tick.getFamilies(0).getArm().equals("frozen")) {
          frozen.add(entry.key());
        } else {
          frozen.remove(entry.key());
        }
      }
    }
    return frozen;
  }

  private static void advise(String bootstrap, String hardwareClass, Stage stage) throws Exception {
    var advice =
        Recommendation.newBuilder()
            .setId("django|" + hardwareClass + "|GC_POLICY")
            .setService("django")
            .setHardwareClass(hardwareClass)
            .setKind(RecommendationKind.RECOMMENDATION_KIND_GC_POLICY)
            .setStage(stage)
            .setPolicy(PolicyAdvice.newBuilder().setControl("default").setTreatment("frozen"))
            .build();
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(ADVICE, advice.getId(), advice.toByteArray())).get();
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
