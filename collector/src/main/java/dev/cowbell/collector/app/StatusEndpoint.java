package dev.cowbell.collector.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GET /healthz and /metrics over HTTP/1.1, one request a connection and one connection at a time: a
 * probe and a scrape now and then. The platform's own server keeps two threads, of which one wakes
 * every second.
 */
final class StatusEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusEndpoint.class);
  private static final String LINE_END = "\r\n";
  private static final int BACKLOG = 16;
  private static final int MOST_HEAD_BYTES = 8 * 1024;
  private static final long STACK_BYTES = 128 * 1024;

  /** For a whole request, so that nobody keeps the next one waiting. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final long PAUSE_NANOS = 20_000_000;

  private final ServerSocket server;
  private final CollectorStatus status;
  private final Thread thread;

  private StatusEndpoint(ServerSocket server, CollectorStatus status) {
    this.server = server;
    this.status = status;
    this.thread =
        Thread.ofPlatform().name("status").daemon().stackSize(STACK_BYTES).start(this::run);
  }

  private record Answer(String code, String text) {}

  /**
   * @throws IOException where the port is taken
   */
  static StatusEndpoint start(String host, int port, CollectorStatus status) throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
    } catch (IOException taken) {
      server.close();
      throw taken;
    }
    return new StatusEndpoint(server, status);
  }

  int port() {
    return server.getLocalPort();
  }

  private void run() {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        serve(connection);
      } catch (IOException | RuntimeException failure) {
        // The peer has gone or was too slow; or this was closed.
        LOG.debug("A request for the status was not answered: {}", failure.getMessage());
        LockSupport.parkNanos(this, PAUSE_NANOS); // where none can be accepted for want of files
      }
    }
  }

  private void serve(Socket connection) throws IOException {
    String[] words = requestLine(connection).split(" ", -1);
    Answer answer = answer(words[0], words.length > 1 ? words[1] : "");
    byte[] body = answer.text.getBytes(UTF_8);
    String head =
        String.join(
            LINE_END,
            "HTTP/1.1 " + answer.code,
            "Content-Type: text/plain; version=0.0.4; charset=utf-8",
            "Content-Length: " + body.length,
            "Connection: close",
            LINE_END);
    connection.getOutputStream().write(head.getBytes(ISO_8859_1));
    if (!words[0].equals("HEAD")) {
      connection.getOutputStream().write(body);
    }
  }

  private Answer answer(String method, String target) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return new Answer("405 Method Not Allowed", "only GET is answered\n");
    }
    int query = target.indexOf('?');
    return switch (query < 0 ? target : target.substring(0, query)) {
      case "/healthz" ->
          status.isHealthy()
              ? new Answer("200 OK", "ok\n")
              : new Answer("503 Service Unavailable", "no tick was taken for too long\n");
      case "/metrics" -> new Answer("200 OK", status.metrics());
      default -> new Answer("404 Not Found", "there are /healthz and /metrics\n");
    };
  }

  /** The first line of a request, once its head is there: an answer before it would be cut off. */
  private static String requestLine(Socket connection) throws IOException {
    byte[] head = new byte[MOST_HEAD_BYTES];
    InputStream in = connection.getInputStream();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int length = 0;
    while (!endsHead(head, length)) {
      int patience = (int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
      connection.setSoTimeout(patience);
      int read = length < head.length ? in.read(head, length, head.length - length) : -1;
      if (read < 0 || System.nanoTime() - deadline > 0) {
        throw new IOException("no whole request of at most " + MOST_HEAD_BYTES + " bytes came");
      }
      length += read;
    }
    String text = new String(head, 0, length, ISO_8859_1);
    return text.substring(0, text.indexOf(LINE_END));
  }

  private static boolean endsHead(byte[] head, int length) {
    return length >= 4
        && head[length - 4] == '\r'
        && head[length - 3] == '\n'
        && head[length - 2] == '\r'
        && head[length - 1] == '\n';
  }

  /** The kernel keeps the port for as long as a thread is in accept, so that one is waited for. */
  @Override
  public void close() {
    try {
      server.close();
      thread.join(PATIENCE);
    } catch (IOException failure) {
      LOG.debug("The status endpoint was not closed cleanly: {}", failure.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
