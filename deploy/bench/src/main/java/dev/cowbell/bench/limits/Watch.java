package dev.cowbell.bench.limits;

import dev.cowbell.aggregator.limit.LifePoint;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads young workers often and each worker every hour, as the collector does. */
final class Watch implements PlayedHost.Seen {

  private static final double HOUR = 3600;
  private static final int TURNS = 6;

  private final String host;
  private final Map<Integer, Current> current = new LinkedHashMap<>();
  private final List<WorkerLife> lives = new ArrayList<>();

  Watch(String host) {
    this.host = host;
  }

  @Override
  public void read(int place, Place worker, double now) {
    boolean young = worker.ageSeconds() < HOUR;
    // Each worker has its turn within the hour.
    boolean turn = Math.floorMod((long) (now / (HOUR / TURNS)) + place, TURNS) == 0;
    if (young || turn || worker.isAtLimit()) {
      current
          .computeIfAbsent(place, key -> new Current(now - worker.ageSeconds(), new ArrayList<>()))
          .points()
          .add(new LifePoint(worker.ageSeconds(), worker.lossBytes(), worker.growthBytes()));
    }
  }

  @Override
  public void ended(int place) {
    Current life = current.remove(place);
    if (life != null) {
      lives.add(new WorkerLife(host, life.bornAtSeconds(), life.points()));
    }
  }

  /** Those that ended, and those that go on. */
  List<WorkerLife> lives() {
    List.copyOf(current.keySet()).forEach(this::ended);
    return lives;
  }

  private record Current(double bornAtSeconds, List<LifePoint> points) {}
}
