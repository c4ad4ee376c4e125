package dev.cowbell.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackTest {
  @Test
  void requireFree_ofAPortInUse_namesPortAndOption() throws IOException {
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = listening.getLocalPort();

      assertThatThrownBy(() -> Loopback.requireFree(port, "--port"))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("Port " + port)
          .hasMessageContaining("--port");
    }
  }

  @Test
  void requireFree_ofAFreePort_isSilent() {
    int port = Loopback.freePort();

    assertThatCode(() -> Loopback.requireFree(port, "--port")).doesNotThrowAnyException();
  }
}
