package dev.cowbell.collector.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.delivery.DeliveryCounts;
import dev.cowbell.collector.spool.SpoolCounts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusEndpointTest {
  private final CollectorStatus status =
      new CollectorStatus(
          () -> new SpoolCounts(0, 0, 0, Map.of(), 0, 0, 0, 0, 0, false, 0),
          () -> new DeliveryCounts(0, 0, 0, false),
          new PodSource(Optional.empty()),
          Duration.ofSeconds(10));
  private StatusEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = StatusEndpoint.start("127.0.0.1", 0, status);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void health_isAnswered_whateverElseIsAskedAlong() throws IOException {
    assertThat(answer("GET /healthz?verbose HTTP/1.1\r\nHost: here\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\nContent-Length: 3\r\n")
        .endsWith("\r\n\r\nok\n");
  }

  @Test
  void head_hasNoBody() throws IOException {
    assertThat(answer("HEAD /healthz HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void whatIsNotThere_isSaidToBeMissing() throws IOException {
    assertThat(answer("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 404 ");
    assertThat(answer("POST /metrics HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405 ");
    assertThat(answer("\r\n\r\n")).startsWith("HTTP/1.1 405 ");
  }

  @Test
  void peersThatSayNothingOrTooMuch_areLeftBehind() throws IOException {
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      assertThat(silent.isConnected()).isTrue();
      assertThat(answer("GET /" + "x".repeat(20_000))).isEmpty();
      assertThat(answer("GET /healthz HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void afterClosing_thePortIsFree() throws IOException {
    int port = endpoint.port();
    for (int again = 0; again < 50; again++) { // the thread in accept is seldom the slower one
      endpoint.close();
      endpoint = StatusEndpoint.start("127.0.0.1", port, status);
    }
    assertThat(endpoint.port()).isEqualTo(port);
  }

  /** Empty where the connection was closed without one. */
  private String answer(String request) throws IOException {
    try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      try {
        connection.getOutputStream().write(request.getBytes(ISO_8859_1));
        return new String(connection.getInputStream().readAllBytes(), ISO_8859_1);
      } catch (IOException reset) {
        return "";
      }
    }
  }
}
