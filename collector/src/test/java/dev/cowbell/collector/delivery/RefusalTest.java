package dev.cowbell.collector.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.Gap;
import dev.cowbell.api.contract.v1.GapReason;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.collector.spool.Loss;
import dev.cowbell.collector.spool.SpoolLimits;
import dev.cowbell.settings.Settings;
import dev.cowbell.settings.kafka.KafkaSecurity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that refuses: one tick, the login, or the right to write. */
@Timeout(120)
class RefusalTest {
  private static final String PASSWORD = "the right one";

  @TempDir Path folder;

  @Test
  void tickThatIsTooLarge_isToldAsRefused_andTheNextArrives() throws Exception {
    try (TestBroker broker = new TestBroker(folder.resolve("kafka"), "PLAINTEXT", Map.of())) {
      broker.start();
      broker.createTopic(Map.of("max.message.bytes", "20000"));
      try (Line line = Line.inMemory(SpoolLimits.DEFAULT, Line.to(broker.bootstrap()))) {
        Ticks.add(line.ticks, 1, 100);
        Ticks.add(line.ticks, 2, 60_000);
        Ticks.add(line.ticks, 3, 1_500_000);
        Ticks.add(line.ticks, 4, 100);
        line.awaitWaiting(0);
        Ticks.add(line.ticks, 5, 100);
        line.awaitWaiting(0);
        assertThat(line.counts().dropped()).containsEntry(Loss.Reason.REFUSED, 2L);
      }
      List<HostTick> ticks = broker.ticks();
      assertThat(ticks).extracting(HostTick::getSequence).containsExactly(1L, 4L, 5L);
      // Whether one gap tells of both or two of one each, and in which order, depends on when the
      // answers come: the second is refused by the broker, the third by the producer itself.
      List<Gap> gaps = ticks.stream().flatMap(tick -> tick.getGapsList().stream()).toList();
      assertThat(gaps)
          .extracting(Gap::getReason)
          .isNotEmpty()
          .containsOnly(GapReason.GAP_REASON_REFUSED);
      assertThat(gaps.stream().mapToLong(Gap::getTicks).sum()).isEqualTo(2);
      assertThat(gaps.stream().mapToLong(gap -> gap.getFrom().getSeconds()).min())
          .hasValue(1_700_000_002);
      assertThat(gaps.stream().mapToLong(gap -> gap.getTo().getSeconds()).max())
          .hasValue(1_700_000_003);
    }
  }

  @Test
  void wrongPasswordThenMissingRight_keepTicks_untilPeopleSetItRight() throws Exception {
    Path jaas = folder.resolve("jaas");
    write(jaas, "a wrong one");
    try (TestBroker broker = new TestBroker(folder.resolve("kafka"), "SASL_PLAINTEXT", sasl());
        CapturedLog log = new CapturedLog()) {
      broker.start();
      broker.createTopic(Map.of());
      try (Line line =
          Line.onDisk(
              folder.resolve("spool"),
              new SpoolLimits(60_000, Duration.ofHours(1), 60_000),
              Line.to(broker.bootstrap(), security(jaas)))) {
        Ticks.add(line.ticks, 1, 100);
        log.awaitLine("does not accept the login");
        write(jaas, PASSWORD);
        log.awaitLine("does not allow writing");
        assertThat(line.counts().waiting()).isEqualTo(1);

        for (int sequence = 2; sequence <= 40; sequence++) {
          Ticks.add(line.ticks, sequence, 2000);
        }
        Ticks.await("drops", () -> line.counts().droppedTotal() > 0, line::counts);
        allowWriting(broker);
        line.awaitWaiting(0);
        Ticks.add(line.ticks, 41, 100);
        line.awaitWaiting(0);
        long dropped = line.counts().droppedTotal();
        assertThat(line.counts().dropped()).containsEntry(Loss.Reason.REFUSED, dropped);
        assertThat(line.counts().published()).isEqualTo(41 - dropped);
        log.awaitLine("delivered again");
      }
      assertThat(log.text()).doesNotContain("a wrong one").doesNotContain(PASSWORD);
      assertThat(broker.ticks())
          .flatExtracting(HostTick::getGapsList)
          .isNotEmpty()
          .allMatch(gap -> gap.getReason() == GapReason.GAP_REASON_REFUSED);
    }
  }

  private static KafkaSecurity security(Path jaas) {
    return KafkaSecurity.from(
        Settings.of(
            Map.of(
                "COWBELL_KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
                "COWBELL_KAFKA_SASL_MECHANISM", "PLAIN",
                "COWBELL_KAFKA_SASL_JAAS_FILE", jaas.toString())));
  }

  private static void write(Path jaas, String password) throws Exception {
    Files.writeString(
        jaas,
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"collector\""
            + " password=\""
            + password
            + "\";\n");
  }

  private static Map<String, String> sasl() {
    return Map.of(
        "listener.name.client.sasl.enabled.mechanisms",
        "PLAIN",
        "listener.name.client.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_collector=\""
            + PASSWORD
            + "\";",
        "authorizer.class.name",
        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users",
        "User:ANONYMOUS");
  }

  private static void allowWriting(TestBroker broker) throws Exception {
    ResourcePattern topic =
        new ResourcePattern(ResourceType.TOPIC, SpoolDelivery.TOPIC, PatternType.LITERAL);
    AccessControlEntry entry =
        new AccessControlEntry("User:collector", "*", AclOperation.WRITE, AclPermissionType.ALLOW);
    try (Admin admin = broker.admin()) {
      admin.createAcls(List.of(new AclBinding(topic, entry))).all().get(30, TimeUnit.SECONDS);
    }
  }
}
