package dev.cowbell.collector.kubernetes;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the directory of this node's pods by list and watch
 * (kubernetes.io/docs/reference/using-api/api-concepts), on a thread of its own. While the server
 * is away what was known stays known, and it is asked again ever more seldom, up to once in two
 * minutes; no two nodes keep step with each other.
 */
public final class PodWatch implements PodNames, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PodWatch.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final ApiServer server;
  private final Duration firstPause;
  private final PodDirectory directory = new PodDirectory();
  private final PodFeed feed;
  private final SplittableRandom random = new SplittableRandom();
  private final Thread thread;
  private Duration pause;
  private volatile Optional<String> failure = Optional.of("nothing was asked yet");
  private volatile boolean isClosed;

  private PodWatch(ApiServer server, Duration firstPause) {
    this.server = server;
    this.firstPause = firstPause;
    pause = firstPause;
    feed = new PodFeed(server, directory);
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
    return feed.instanceType();
  }

  /** Why nothing new is heard; absent while the watch stands. */
  public Optional<String> failure() {
    return failure;
  }

  private void run() {
    while (!isClosed) {
      try {
        feed.follow(this::heard);
      } catch (IOException | RuntimeException away) {
        told(away);
      }
      rest();
    }
  }

  /** Names do not wait for it: where it is refused, ticks go without. */
  private void askForInstanceType() {
    try {
      feed.askForInstanceType();
    } catch (IOException | RuntimeException refused) {
      LOG.debug("The type of this node is not known: {}", refused.getMessage());
    }
  }

  private void heard() {
    if (failure.isPresent()) {
      LOG.info("Names of {} pods come from {}", directory.size(), server.url());
    }
    failure = Optional.empty();
    pause = firstPause;
    askForInstanceType();
  }

  private void told(Exception away) {
    String reason = away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage();
    if (!isClosed && !failure.equals(Optional.of(reason))) {
      LOG.warn("Names of pods stay as they are, {} does not tell: {}", server.url(), reason);
    }
    failure = Optional.of(reason);
  }

  /** Between half a pause and a whole one; the next is twice as long unless the server tells. */
  private void rest() {
    long nanos = pause.toNanos();
    try {
      TimeUnit.NANOSECONDS.sleep(nanos - random.nextLong(nanos / 2 + 1));
    } catch (InterruptedException closed) {
      isClosed = true;
    }
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
    try {
      feed.close();
    } catch (IOException gone) {
      LOG.debug("The connection was gone already", gone);
    }
  }
}
