package dev.cowbell.standalone.demo;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A steady load: one kept-alive connection per worker, each at the same rate. A worker serves one
 * connection at a time, so every worker gets one, and all have done the same work at the same age.
 */
final class RequestDriver implements AutoCloseable {
  private static final int REQUESTS_PER_SECOND_PER_WORKER = 20;
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final List<Socket> connections = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong answered = new AtomicLong();
  private volatile boolean stopping;

  /** Opens the connections to every family and begins. */
  static RequestDriver start(List<PreforkFamily> families, int workersPerFamily) {
    var driver = new RequestDriver();
    try {
      for (PreforkFamily family : families) {
        for (int i = 0; i < workersPerFamily; i++) {
          driver.connect(family, i, workersPerFamily);
        }
      }
    } catch (IOException e) {
      driver.close();
      throw new Failure("A demonstration server took no connection: " + e.getMessage(), e);
    }
    driver.threads.forEach(Thread::start);
    return driver;
  }

  /** Requests answered so far. */
  long answered() {
    return answered.get();
  }

  private void connect(PreforkFamily family, int index, int count) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), family.port());
    connections.add(socket);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
    long period = TimeUnit.SECONDS.toNanos(1) / REQUESTS_PER_SECOND_PER_WORKER;
    threads.add(
        Thread.ofVirtual()
            .name(family.arm() + "-" + index)
            .unstarted(() -> drive(socket, period, period * index / count)));
  }

  private void drive(Socket socket, long period, long offset) {
    byte[] answer = new byte[1024];
    long next = System.nanoTime() + offset;
    try {
      while (!stopping) {
        LockSupport.parkNanos(next - System.nanoTime());
        if (System.nanoTime() < next) {
          continue;
        }
        socket.getOutputStream().write(REQUEST);
        if (socket.getInputStream().read(answer) < 0) {
          return;
        }
        answered.incrementAndGet();
        next += period;
      }
    } catch (IOException e) {
      if (!stopping) {
        System.err.println("A demonstration server dropped a connection: " + e.getMessage());
      }
    }
  }

  private static void await(Thread thread) {
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the load: answered requests have been answered, and none follows. */
  @Override
  public void close() {
    stopping = true;
    threads.stream().filter(Thread::isAlive).forEach(RequestDriver::await);
    for (Socket connection : connections) {
      try {
        connection.close();
      } catch (IOException e) {
        System.err.println("A connection did not close: " + e.getMessage());
      }
    }
  }
}
