package dev.cowbell.collector.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.cowbell.collector.kubernetes.PodMessages.Event;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the API server tells of this node's pods: a list once, then a watch that goes on from
 * version to version, through ended watches and broken connections; a list again only where the
 * server has forgotten the version. So a server that comes back is not asked for everything by
 * every node at once. Used by one thread, closed by any.
 */
final class PodFeed implements Closeable {
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration WATCH = Duration.ofMinutes(5);
  private static final int MOST_NODE_BYTES = 2 * 1024 * 1024;
  private static final String LIST_AND_WATCH = "list and watch pods";
  private static final int PAGE_PODS = 50;
  private static final int MOST_PAGES = PodDirectory.CAPACITY / PAGE_PODS + 1;

  private final ApiServer server;
  private final PodDirectory directory;
  private final PodMessages messages;
  private boolean isNodeAnswered;
  private Position position = new Position.Unheard();
  private volatile Optional<String> instanceType = Optional.empty();
  private volatile Optional<ApiConnection> open = Optional.empty();
  private volatile boolean isClosed;

  PodFeed(ApiServer server, PodDirectory directory) {
    this.server = server;
    this.directory = directory;
    messages = new PodMessages(server.labels());
  }

  /** What the node's labels say that it is, such as n2-standard-8; absent until that is known. */
  Optional<String> instanceType() {
    return instanceType;
  }

  /**
   * Asks for the node's labels, until the server has answered once.
   *
   * @throws IOException where that is refused or the server is away
   */
  void askForInstanceType() throws IOException {
    if (isNodeAnswered) {
      return;
    }
    Optional<ApiConnection> watch = open;
    String path = "/api/v1/nodes/" + encoded(server.node());
    try (ApiConnection connection = opened(path, SILENCE, "get nodes")) {
      byte[] node = connection.body().readNBytes(MOST_NODE_BYTES);
      instanceType = PodMessages.instanceType(ByteString.copyFrom(node));
      isNodeAnswered = true;
    } catch (ApiRefusal refusal) {
      isNodeAnswered = true;
      throw refusal;
    } finally {
      open = watch;
    }
  }

  /**
   * Follows what happens until the server ends the watch or has forgotten where it stood.
   *
   * @param listening called once the server tells
   */
  void follow(Runnable listening) throws IOException {
    String version = position instanceof Position.At at ? at.version() : list();
    String path =
        pods()
            + "&watch=1&allowWatchBookmarks=true&timeoutSeconds=%d&resourceVersion=%s"
                .formatted(WATCH.toSeconds(), encoded(version));
    try (ApiConnection connection = opened(path, WATCH.plus(SILENCE), LIST_AND_WATCH);
        DataInputStream frames = new DataInputStream(connection.body())) {
      listening.run();
      while (position instanceof Position.At) {
        take(messages.event(frame(frames)));
      }
    } catch (EOFException ended) {
      // As agreed after timeoutSeconds; the next watch goes on from here.
    } catch (ApiRefusal refusal) {
      throw forgetting(refusal);
    }
  }

  private ApiRefusal forgetting(ApiRefusal refusal) {
    if (refusal.isOfTheVersion()) {
      position = new Position.Forgotten();
    }
    return refusal;
  }

  /** All pods of the node; answers from where to watch. */
  private String list() throws IOException {
    List<Pod> pods = new ArrayList<>();
    String from = "&resourceVersion=" + position.listVersion();
    for (int page = 0; page < MOST_PAGES; page++) {
      PodMessages.Page found;
      try (ApiConnection connection =
          opened(pods() + "&limit=" + PAGE_PODS + from, SILENCE, LIST_AND_WATCH)) {
        found = messages.page(connection.body());
      } catch (ApiRefusal refusal) {
        throw forgetting(refusal);
      }
      pods.addAll(found.pods());
      if (found.continuation().isEmpty()) {
        directory.replaceAll(pods);
        position = new Position.At(found.resourceVersion());
        return found.resourceVersion();
      }
      from = "&continue=" + encoded(found.continuation()); // which knows the version by itself
    }
    throw new IOException("the list of pods has no end");
  }

  private void take(Event event) throws IOException {
    switch (event) {
      case Event.Present(Pod pod, String version) -> {
        directory.put(pod);
        position = new Position.At(version);
      }
      case Event.Gone(String uid, String version) -> {
        directory.remove(uid);
        position = new Position.At(version);
      }
      case Event.Bookmark(String version) -> position = new Position.At(version);
      case Event.Forgotten _ -> position = new Position.Forgotten();
      case Event.Failed(String message) ->
          throw new IOException("the API server ended the watch: " + message);
    }
  }

  private static ByteString frame(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > PodMessages.MOST_POD_BYTES) {
      throw new IOException("a watch event of " + Integer.toUnsignedString(length) + " bytes");
    }
    byte[] frame = new byte[length];
    in.readFully(frame);
    return ByteString.copyFrom(frame);
  }

  private String pods() {
    return "/api/v1/pods?fieldSelector=" + encoded("spec.nodeName=" + server.node());
  }

  private ApiConnection opened(String path, Duration silence, String what) throws IOException {
    ApiConnection connection = ApiConnection.get(server, path, silence);
    open = Optional.of(connection);
    if (isClosed || connection.status() != 200) {
      connection.close();
      throw new ApiRefusal(connection.status(), what);
    }
    return connection;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public void close() throws IOException {
    isClosed = true;
    if (open.isPresent()) {
      open.get().close();
    }
  }
}
