package dev.cowbell.collector.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.collector.certificate.SelfSigned;
import dev.cowbell.collector.spool.SpoolLimits;
import dev.cowbell.settings.Settings;
import dev.cowbell.settings.kafka.KafkaSecurity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a certificate that is not trusted, that names another host, and the right one. */
@Timeout(120)
class CertificateTest {
  private static final String PASSWORD = SelfSigned.PASSWORD;

  @TempDir Path folder;

  @Test
  void wrongCertificate_keepsTicks_untilTheRightOneIsTrusted() throws Exception {
    Path broker = made().key("broker", "ip:127.0.0.1");
    Path stranger = made().key("stranger", "ip:127.0.0.1");
    Path trusted = folder.resolve("trusted.pem");
    copy(made().certificate(stranger), trusted);
    try (TestBroker kafka = new TestBroker(folder.resolve("kafka"), "SSL", tls(broker));
        CapturedLog log = new CapturedLog()) {
      kafka.start();
      try (Line line =
          Line.inMemory(
              SpoolLimits.DEFAULT,
              Line.to(
                  kafka.bootstrap(),
                  tls(Map.of("COWBELL_KAFKA_TRUSTSTORE", trusted.toString()))))) {
        Ticks.add(line.ticks, 1, 100);
        log.awaitLine("TLS handshake failed");
        assertThat(line.counts().waiting()).isEqualTo(1);
        copy(made().certificate(broker), trusted);
        line.awaitWaiting(0);
        assertThat(line.counts().published()).isEqualTo(1);
      }
      assertThat(kafka.ticks()).extracting(HostTick::getSequence).containsExactly(1L);
      assertThat(log.text()).doesNotContain(PASSWORD);
    }
  }

  @Test
  void certificateOfAnotherHost_isNotAccepted() throws Exception {
    Path broker = made().key("elsewhere", "dns:elsewhere.invalid");
    Path password = folder.resolve("password");
    Files.writeString(password, PASSWORD + "\n");
    try (TestBroker kafka = new TestBroker(folder.resolve("kafka"), "SSL", tls(broker));
        CapturedLog log = new CapturedLog()) {
      kafka.start();
      try (Line line =
          Line.inMemory(
              SpoolLimits.DEFAULT,
              Line.to(
                  kafka.bootstrap(),
                  tls(
                      Map.of(
                          "COWBELL_KAFKA_TRUSTSTORE", broker.toString(),
                          "COWBELL_KAFKA_TRUSTSTORE_PASSWORD_FILE", password.toString()))))) {
        Ticks.add(line.ticks, 1, 100);
        log.awaitLine("TLS handshake failed");
        assertThat(line.counts().waiting()).isEqualTo(1);
      }
      assertThat(log.text()).doesNotContain(PASSWORD);
    }
  }

  private SelfSigned made() {
    return new SelfSigned(folder);
  }

  private static KafkaSecurity tls(Map<String, String> stores) {
    var environment = new java.util.HashMap<>(stores);
    environment.put("COWBELL_KAFKA_SECURITY_PROTOCOL", "SSL");
    return KafkaSecurity.from(Settings.of(environment));
  }

  private static Map<String, String> tls(Path keystore) {
    return Map.of(
        "listener.name.client.ssl.keystore.location",
        keystore.toString(),
        "listener.name.client.ssl.keystore.type",
        "PKCS12",
        "listener.name.client.ssl.keystore.password",
        PASSWORD,
        "listener.name.client.ssl.key.password",
        PASSWORD);
  }

  private static void copy(Path from, Path to) throws Exception {
    Path fresh = to.resolveSibling(to.toFile().getName() + ".new");
    Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING);
    Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
