package dev.cowbell.standalone.simulate.fleet;

import dev.cowbell.standalone.simulate.message.HostTicks;
import dev.cowbell.standalone.simulate.model.HostModel;
import dev.cowbell.standalone.simulate.model.HostState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fleet of simulated hosts. Ticks are computed on some threads and handed over by the caller's,
 * always in the same order. What is kept is one state per host and the ticks of a few hundred
 * hosts.
 */
public final class Fleet {
  private static final int LARGEST_CHUNK = 64;
  private static final int CHUNKS_AHEAD = 3;

  private final HostModel model;
  private final FleetSize size;
  private final Schedule schedule;
  private final @Nullable HostState[] states;
  private Tally tally = Tally.NOTHING;

  public Fleet(HostModel model, FleetSize size, long seed) {
    this.model = model;
    this.size = size;
    this.schedule = new Schedule(size.hosts(), size.intervalMillis(), seed);
    this.states = new HostState[size.hosts()];
  }

  /**
   * Runs to the end.
   *
   * @param arms asked again before every tenth of an interval
   * @param progress told after every tenth of an interval
   * @return what was handed over
   */
  public Tally run(TickSink sink, Pace pace, Supplier<ArmChoice> arms, Consumer<Tally> progress)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(size.threads(), Fleet::thread);
    try {
      for (long round = 0; round < size.rounds(); round++) {
        long beginMillis = round * size.intervalMillis();
        for (int slice = 0; slice < Schedule.SLICES; slice++) {
          pace.await(beginMillis + schedule.endMillis(slice));
          deliver(threads, schedule.hosts(slice), beginMillis, arms.get(), sink);
          tally = new Tally(tally.ticks(), tally.bytes(), beginMillis + schedule.endMillis(slice));
          progress.accept(tally);
        }
      }
      return tally;
    } finally {
      threads.shutdownNow();
    }
  }

  /** What has been handed over so far; for the thread that runs it. */
  public Tally tally() {
    return tally;
  }

  private void deliver(
      ExecutorService threads, int[] hosts, long beginMillis, ArmChoice arms, TickSink sink)
      throws InterruptedException {
    int chunk = Math.clamp(hosts.length / (2L * size.threads()), 1, LARGEST_CHUNK);
    ArrayDeque<Future<List<Tick>>> ahead = new ArrayDeque<>();
    for (int from = 0; from < hosts.length; from += chunk) {
      int[] part = Arrays.copyOfRange(hosts, from, Math.min(hosts.length, from + chunk));
      ahead.add(threads.submit(() -> ticks(part, beginMillis, arms)));
      if (ahead.size() > CHUNKS_AHEAD * size.threads()) {
        hand(result(ahead.remove()), sink);
      }
    }
    while (!ahead.isEmpty()) {
      hand(result(ahead.remove()), sink);
    }
  }

  private List<Tick> ticks(int[] hosts, long beginMillis, ArmChoice arms) {
    List<Tick> ticks = new ArrayList<>(hosts.length);
    for (int host : hosts) {
      long at = size.startMillis() + beginMillis + schedule.offsetMillis(host);
      HostState known = states[host];
      HostState state = known == null ? model.unseen(host, at) : known;
      List<Optional<String>> asked = List.of(arms.armOf(host));
      for (HostModel.Step step : model.stepsUpTo(state, at, asked)) {
        state = step.state();
        ticks.add(
            new Tick(step.reading().name().hostId(), HostTicks.of(step.reading()).toByteArray()));
      }
      states[host] = state;
    }
    return ticks;
  }

  private void hand(List<Tick> ticks, TickSink sink) throws InterruptedException {
    long bytes = tally.bytes();
    for (Tick tick : ticks) {
      sink.accept(tick.hostId, tick.value);
      bytes += tick.value.length;
    }
    tally = new Tally(tally.ticks() + ticks.size(), bytes, tally.elapsedMillis());
  }

  private static List<Tick> result(Future<List<Tick>> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a simulated host could not be computed", e.getCause());
    }
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "simulated-hosts");
    thread.setDaemon(true);
    return thread;
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on at once and never compared
  private record Tick(String hostId, byte[] value) {}
}
