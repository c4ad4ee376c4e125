package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
  private static final String URL = "jdbc:postgresql://db:5432/cowbell";

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
}
