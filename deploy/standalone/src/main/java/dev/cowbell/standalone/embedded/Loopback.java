package dev.cowbell.standalone.embedded;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on the loopback address. */
public final class Loopback {
  private Loopback() {}

  /** A port that nobody listens on just now. */
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new Failure("No free port on 127.0.0.1: " + e.getMessage(), e);
    }
  }

  /** Fails in one line when somebody listens on the port already. */
  public static void requireFree(int port, String option) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new Failure(
          "Port %d on 127.0.0.1 is in use; stop what listens there or choose another with %s"
              .formatted(port, option),
          e);
    }
  }
}
