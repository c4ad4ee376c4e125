package dev.cowbell.collector.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.cowbell.collector.kubernetes.PodMessages.Event;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the directory of this node's pods by list and watch
 * (kubernetes.io/docs/reference/using-api/api-concepts), on a thread of its own. While the server
 * is away what was known stays known, and it is asked again ever more seldom, up to once in two
 * minutes.
 */
public final class PodWatch implements PodNames, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PodWatch.class);
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration WATCH = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
  private static final String LIST_AND_WATCH = "list and watch pods";
  private static final int PAGE_PODS = 50;
  private static final int MOST_PAGES = PodDirectory.CAPACITY / PAGE_PODS + 1;

  /** etcd stores no object larger than 1.5 MiB; a page of fifty is far below. */
  private static final int MOST_FRAME_BYTES = 2 * 1024 * 1024;

  private static final int MOST_PAGE_BYTES = 16 * 1024 * 1024;

  private final ApiServer server;
  private final Duration firstPause;
  private final PodMessages messages;
  private final PodDirectory directory = new PodDirectory();
  private final Thread thread;
  private volatile Optional<String> failure = Optional.of("nothing was asked yet");
  private volatile Optional<ApiConnection> open = Optional.empty();
  private volatile Optional<String> instanceType = Optional.empty();
  private volatile boolean isClosed;

  private PodWatch(ApiServer server, Duration firstPause) {
    this.server = server;
    this.firstPause = firstPause;
    messages = new PodMessages(server.labels());
    thread =
        Thread.ofPlatform().daemon().name("pod-names").stackSize(256 * 1024).unstarted(this::run);
  }

  /** Begins to watch; returns at once. */
  public static PodWatch start(ApiServer server) {
    return start(server, Duration.ofSeconds(1));
  }

  static PodWatch start(ApiServer server, Duration firstPause) {
    PodWatch watch = new PodWatch(server, firstPause);
    watch.thread.start();
    return watch;
  }

  @Override
  public Optional<PodName> of(String cgroupPath) {
    return directory.of(cgroupPath);
  }

  /** Pods known. */
  public int pods() {
    return directory.size();
  }

  /** Pods that did not fit. */
  public long leftOut() {
    return directory.leftOut();
  }

  /** What the node's labels say that it is, such as n2-standard-8; absent until that is known. */
  public Optional<String> instanceType() {
    return instanceType;
  }

  /** Why nothing new is heard; absent while the watch stands. */
  public Optional<String> failure() {
    return failure;
  }

  private void run() {
    Duration pause = firstPause;
    while (!isClosed) {
      try {
        String version = list();
        heard();
        pause = firstPause;
        askForInstanceType();
        while (!isClosed && version.length() > 0) {
          version = watch(version);
        }
        slept(firstPause); // a server that ends every watch at once is not asked without end
      } catch (IOException | RuntimeException away) {
        told(away);
        pause = slept(pause);
      }
    }
  }

  /** Names do not wait for it: where it is refused, ticks go without. */
  private void askForInstanceType() {
    String path = "/api/v1/nodes/" + encoded(server.node());
    if (instanceType.isEmpty()) {
      try (ApiConnection connection = opened(path, SILENCE, "get nodes")) {
        instanceType = PodMessages.instanceType(bounded(connection.body()));
      } catch (IOException | RuntimeException refused) {
        LOG.info("The type of this node is not known: {}", refused.getMessage());
      }
    }
  }

  /** Asks for all pods of the node; answers from where to watch. */
  private String list() throws IOException {
    List<Pod> pods = new ArrayList<>();
    String continuation = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      String path =
          path(
              "&limit="
                  + PAGE_PODS
                  + (continuation.isEmpty() ? "" : "&continue=" + encoded(continuation)));
      PodMessages.Page found;
      try (ApiConnection connection = opened(path, SILENCE, LIST_AND_WATCH)) {
        found = messages.page(bounded(connection.body()));
      }
      pods.addAll(found.pods());
      continuation = found.continuation();
      if (continuation.isEmpty()) {
        directory.replaceAll(pods);
        return found.resourceVersion();
      }
    }
    throw new IOException("the list of pods has no end");
  }

  /** Follows what happens; answers an empty text where the list has to be asked for anew. */
  private String watch(String version) throws IOException {
    String path =
        path(
            "&watch=1&allowWatchBookmarks=true&timeoutSeconds="
                + WATCH.toSeconds()
                + "&resourceVersion="
                + encoded(version));
    try (ApiConnection connection = opened(path, WATCH.plus(SILENCE), LIST_AND_WATCH);
        DataInputStream frames = new DataInputStream(connection.body())) {
      while (true) {
        if (!follow(messages.event(frame(frames)))) {
          return "";
        }
      }
    } catch (EOFException ended) {
      // As agreed after timeoutSeconds. A list is a few pages; nothing can be missed by asking
      // anew.
      return "";
    }
  }

  private boolean follow(Event event) {
    switch (event) {
      case Event.Present(Pod pod) -> directory.put(pod);
      case Event.Gone(String uid) -> directory.remove(uid);
      case Event.Bookmark bookmark -> {}
      case Event.Expired expired -> {
        return false;
      }
    }
    return true;
  }

  private static ByteString frame(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_FRAME_BYTES) {
      throw new IOException("a watch event of " + Integer.toUnsignedString(length) + " bytes");
    }
    byte[] frame = new byte[length];
    in.readFully(frame);
    return ByteString.copyFrom(frame);
  }

  private static ByteString bounded(InputStream body) throws IOException {
    ByteString.Output bytes = ByteString.newOutput(64 * 1024);
    byte[] buffer = new byte[16 * 1024];
    for (int read; (read = body.read(buffer)) >= 0; ) {
      bytes.write(buffer, 0, read);
      if (bytes.size() > MOST_PAGE_BYTES) {
        throw new IOException("a page of pods of more than " + MOST_PAGE_BYTES + " bytes");
      }
    }
    return bytes.toByteString();
  }

  private ApiConnection opened(String path, Duration silence, String what) throws IOException {
    ApiConnection connection = ApiConnection.get(server, path, silence);
    open = Optional.of(connection);
    if (isClosed || connection.status() != 200) {
      connection.close();
      throw new IOException(
          switch (connection.status()) {
            case 401 -> "the API server refuses the service account's token";
            case 403 -> "the service account may not " + what + ": see the chart's ClusterRole";
            case 410 -> "what was known is too old";
            default -> "the API server answers " + connection.status();
          });
    }
    return connection;
  }

  private String path(String more) {
    return "/api/v1/pods?fieldSelector=" + encoded("spec.nodeName=" + server.node()) + more;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private void heard() {
    if (failure.isPresent()) {
      LOG.info("Names of {} pods come from {}", directory.size(), server.url());
    }
    failure = Optional.empty();
  }

  private void told(Exception away) {
    String reason = String.valueOf(away.getMessage());
    if (!isClosed && !failure.equals(Optional.of(reason))) {
      LOG.warn("Names of pods stay as they are: {}", reason);
    }
    failure = Optional.of(reason);
  }

  private Duration slept(Duration pause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException closed) {
      isClosed = true;
    }
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
    open.ifPresent(PodWatch::closeQuietly);
  }

  private static void closeQuietly(ApiConnection connection) {
    try {
      connection.close();
    } catch (IOException gone) {
      LOG.debug("The connection was gone already", gone);
    }
  }
}
