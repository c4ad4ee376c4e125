package dev.cowbell.settings.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.settings.ConfigException;
import dev.cowbell.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSecurityTest {
  private static final String ENTRY =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\""
          + " password=\"hush\";";

  @TempDir Path folder;

  @Test
  void nothingSet_isPlaintext() throws Exception {
    assertThat(read(Map.of())).isEqualTo(KafkaSecurity.NONE);
    assertThat(KafkaSecurity.NONE.properties())
        .containsExactly(Map.entry("security.protocol", "PLAINTEXT"));
  }

  @Test
  void saslOverTls_readsItsSecretsFromFiles_andShowsNone() throws Exception {
    KafkaSecurity security = read(saslSsl());
    assertThat(security.toString()).doesNotContain("hush").doesNotContain("changeit");
    Map<String, Object> properties = security.properties();
    assertThat(properties)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("sasl.jaas.config", new Password(ENTRY))
        .containsEntry("ssl.truststore.type", "PKCS12")
        .containsEntry("ssl.truststore.password", new Password("changeit"))
        .containsEntry("ssl.keystore.type", "PEM")
        .containsEntry("ssl.endpoint.identification.algorithm", "https");
    assertThat(properties.toString()).doesNotContain("hush").doesNotContain("changeit");
  }

  @Test
  void faults_nameKeyValueAndWhatIsAllowed() {
    Settings settings =
        Settings.of(
            Map.of(
                "COWBELL_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "COWBELL_KAFKA_SASL_MECHANISM", "NTLM",
                "COWBELL_KAFKA_TRUSTSTORE", "/nonexistent/trust.pem"));
    KafkaSecurity read = KafkaSecurity.from(settings);
    assertThat(read.protocol()).isEqualTo(KafkaSecurity.Protocol.SASL_SSL);
    assertThatThrownBy(settings::throwIfFaulty)
        .hasMessageContainingAll(
            "COWBELL_KAFKA_SASL_MECHANISM is \"NTLM\"; it has to be PLAIN, SCRAM-SHA-256, SCRAM-SHA-512",
            "COWBELL_KAFKA_SASL_JAAS_FILE is \"\"; it has to be a readable file with one JAAS login module entry",
            "COWBELL_KAFKA_TRUSTSTORE is \"/nonexistent/trust.pem\"; it has to be a file that can be read");
  }

  @Test
  void protocol_thatNobodyKnows_isRefused() {
    Settings settings = Settings.of(Map.of("COWBELL_KAFKA_SECURITY_PROTOCOL", "TLS"));
    KafkaSecurity read = KafkaSecurity.from(settings);
    assertThat(read).isEqualTo(KafkaSecurity.NONE);
    assertThatThrownBy(settings::throwIfFaulty)
        .hasMessage(
            "COWBELL_KAFKA_SECURITY_PROTOCOL is \"TLS\"; it has to be PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL");
  }

  @Test
  void malformedJaasFile_isNamedWithoutWhatIsInIt() throws Exception {
    Map<String, String> environment = saslSsl();
    Files.writeString(folder.resolve("jaas"), "username=u password=hush");
    KafkaSecurity security = read(environment);
    assertThatThrownBy(security::properties)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("COWBELL_KAFKA_SASL_JAAS_FILE")
        .hasMessageNotContaining("hush");
  }

  private static KafkaSecurity read(Map<String, String> environment) throws ConfigException {
    Settings settings = Settings.of(environment);
    KafkaSecurity security = KafkaSecurity.from(settings);
    settings.throwIfFaulty();
    return security;
  }

  private Map<String, String> saslSsl() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("COWBELL_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    environment.put("COWBELL_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
    environment.put("COWBELL_KAFKA_SASL_JAAS_FILE", file("jaas", ENTRY + "\n"));
    environment.put("COWBELL_KAFKA_TRUSTSTORE", file("trust.p12", ""));
    environment.put("COWBELL_KAFKA_TRUSTSTORE_PASSWORD_FILE", file("password", "changeit\n"));
    environment.put("COWBELL_KAFKA_KEYSTORE", file("key.pem", ""));
    return environment;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
