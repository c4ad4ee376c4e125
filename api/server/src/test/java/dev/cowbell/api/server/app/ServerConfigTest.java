package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
  private static final String URL = "jdbc:postgresql://db:5432/cowbell";

  @TempDir Path folder = Path.of("");

  @Test
  void defaults_areLoopbackAndPort8080() {
    assertThat(ServerConfig.from(Map.of("COWBELL_DB_URL", URL)))
        .isEqualTo(new ServerConfig("127.0.0.1", 8080, URL, Optional.empty()));
  }

  @Test
  void databaseUrl_isRequired() {
    assertThatThrownBy(() -> ServerConfig.from(Map.of()))
        .isInstanceOf(BadStart.class)
        .hasMessageContainingAll("COWBELL_DB_URL", "jdbc:postgresql://");
  }

  @Test
  void databaseUrl_thatIsWrong_isNamedWithoutItsPassword() {
    assertThatThrownBy(
            () -> ServerConfig.from(Map.of("COWBELL_DB_URL", "postgres://me:secret@db/cowbell")))
        .hasMessageContaining("db/cowbell")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "http", ""})
  void port_outOfRange_isNamedWithWhatIsAllowed(String port) {
    assertThatThrownBy(
            () -> ServerConfig.from(Map.of("COWBELL_DB_URL", URL, "COWBELL_HTTP_PORT", port)))
        .isInstanceOf(BadStart.class)
        .hasMessage("COWBELL_HTTP_PORT is \"" + port + "\": it must be a port from 1 to 65535");
  }

  @Test
  void busyPort_isOneLineThatSaysWhatToDo() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerConfig config =
          new ServerConfig("127.0.0.1", busy.getLocalPort(), URL, Optional.empty());

      assertThatThrownBy(() -> ServerMain.free(config))
          .isInstanceOf(BadStart.class)
          .hasMessageContainingAll(String.valueOf(busy.getLocalPort()), "COWBELL_HTTP_PORT");
    }
  }

  @Test
  void tls_needsCertificateAndKey_andTellsTheFramework() throws IOException {
    Path pem = Files.writeString(folder.resolve("a.pem"), "");
    Map<String, String> environment =
        Map.of(
            "COWBELL_DB_URL",
            URL,
            "COWBELL_HTTP_PORT",
            "8443",
            "COWBELL_TLS_CERTIFICATE",
            pem.toString(),
            "COWBELL_TLS_KEY",
            pem.toString());

    assertThat(ServerConfig.from(environment).properties())
        .containsEntry("quarkus.http.insecure-requests", "disabled")
        .containsEntry("quarkus.http.ssl-port", "8443")
        .containsEntry("quarkus.tls.key-store.pem.0.cert", pem.toString());
    assertThat(ServerConfig.from(Map.of("COWBELL_DB_URL", URL)).properties()).isEmpty();
    assertBad("COWBELL_TLS_KEY", Map.of("COWBELL_TLS_CERTIFICATE", pem.toString()));
    assertBad("COWBELL_TLS_KEY", Map.of("COWBELL_TLS_KEY", folder.resolve("none").toString()));
    assertBad("COWBELL_ACCESS_FILE", Map.of("COWBELL_TLS_CLIENT_CA", pem.toString()));
  }

  @Test
  void accessFile_thatIsWrong_isNamedByLine() throws IOException {
    Path file = Files.writeString(folder.resolve("access"), "root alice hunter2\n");

    assertBad("line 1", Map.of("COWBELL_ACCESS_FILE", file.toString()));
  }

  @Test
  void provider_needsAnAudience_andASecretSomeLength() {
    assertBad("COWBELL_OIDC_AUDIENCE", Map.of("COWBELL_OIDC_ISSUER", "https://id.example.org"));
    assertBad("COWBELL_PAGE_TOKEN_SECRET", Map.of("COWBELL_PAGE_TOKEN_SECRET", "short"));
    assertBad("COWBELL_CALLS_PER_SECOND", Map.of("COWBELL_CALLS_PER_SECOND", "many"));
  }

  private static void assertBad(String named, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("COWBELL_DB_URL", URL);
    assertThatThrownBy(() -> ServerConfig.from(all))
        .isInstanceOf(BadStart.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining("hunter2");
  }
}
