package dev.cowbell.bench.collector;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.bench.result.Findings;
import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Skipped;
import dev.cowbell.bench.result.Target;
import dev.cowbell.standalone.children.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How far what the collector publishes is from what page frames show, over families whose workers
 * copy, free, map, churn, grow, fork workers of their own and leave, before these or after. After
 * each step everything rests until the collector has nothing left that it wants to read; then what
 * it published last of each worker counts, whatever the age of that reading, since this is what its
 * readers go by. The footprint counts in every tick from the first after the step. Errors are per
 * cent of what one worker inherited.
 *
 * <p>The collector runs with its defaults, those of the steady part, but for the interval: how much
 * CPU time it may spend goes by the clock and not by ticks.
 */
record Accuracy(Path python, String kafkaBootstrap, Programs programs, Path folder) {
  private static final List<Integer> FAMILY_MIB = List.of(48, 64, 96);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration STEP_LIMIT = Duration.ofSeconds(60);

  /** Ticks in a row without a reading that had to wait: the first may not have seen all yet. */
  private static final int SETTLED_TICKS = 3;

  private static final int PHASES = 5;
  private static final List<String> LEAVING =
      List.of("leaves", "forks", "child_idle", "child_copies", "copies_all", "idle");
  static final List<String> NAMES =
      List.of(
          "sharing_loss_error_median_percent",
          "sharing_loss_error_p99_percent",
          "footprint_error_median_percent");

  static Findings skipped(String reason) {
    return new Findings(List.of(), NAMES.stream().map(name -> new Skipped(name, reason)).toList());
  }

  Findings run() throws IOException, InterruptedException {
    Errors errors = new Errors();
    List<Mix> mixes = new ArrayList<>();
    try (Child _ = CollectorProcess.start("collector-accuracy", kafkaBootstrap, INTERVAL, folder);
        Ticks ticks = new Ticks(kafkaBootstrap)) {
      for (int mib : FAMILY_MIB) {
        mixes.add(Mix.start(python, programs, mib));
      }
      for (Mix mix : mixes) {
        mix.load();
      }
      for (Mix mix : mixes) {
        mix.fork();
      }
      compare(mixes, ticks, errors);
      for (Mix mix : mixes) {
        mix.forkAgain();
      }
      compare(mixes, ticks, errors);
      for (int phase = 0; phase < PHASES; phase++) {
        for (Mix mix : mixes) {
          mix.phase();
        }
        compare(mixes, ticks, errors);
      }
      for (String role : LEAVING) {
        for (Mix mix : mixes) {
          mix.leave(role);
        }
        compare(mixes, ticks, errors);
      }
    } finally {
      mixes.forEach(Mix::close);
    }
    return errors.findings();
  }

  /** A family at rest, with what is true of it. */
  private record Rested(Mix mix, Truth truth) {}

  /** Everything rests; takes the truth and holds against it what is published from now on. */
  private static void compare(List<Mix> mixes, Ticks ticks, Errors errors) throws IOException {
    Instant restingSince = Instant.now();
    Map<Integer, Rested> byMaster = new LinkedHashMap<>();
    for (Mix mix : mixes) {
      byMaster.put(mix.masterPid(), new Rested(mix, mix.truth()));
    }
    long deadline = System.nanoTime() + STEP_LIMIT.toNanos();
    int settled = 0;
    while (settled < SETTLED_TICKS && System.nanoTime() < deadline) {
      for (HostTick tick : ticks.next()) {
        tick.getFamiliesList().forEach(family -> errors.published(family.getWorkersList()));
        if (collectedAt(tick).isAfter(restingSince)) {
          tick.getFamiliesList().forEach(family -> addFootprint(family, byMaster, errors));
          settled = isSettled(tick, byMaster) ? settled + 1 : 0;
        }
      }
    }
    errors.unsettled += settled < SETTLED_TICKS ? 1 : 0;
    byMaster.values().forEach(rested -> errors.addLosses(rested.truth, rested.mix));
  }

  private static void addFootprint(Family family, Map<Integer, Rested> byMaster, Errors errors) {
    Rested rested = byMaster.get(family.getMasterPid());
    if (rested != null) {
      errors.addFootprint(family, rested.mix, rested.truth);
    }
  }

  /** Whether it knows all the workers and has read all that it wanted to. */
  private static boolean isSettled(HostTick tick, Map<Integer, Rested> byMaster) {
    long complete =
        tick.getFamiliesList().stream().filter(family -> isComplete(family, byMaster)).count();
    return complete == byMaster.size() && tick.getCollector().getDeferredReadings() == 0;
  }

  private static boolean isComplete(Family family, Map<Integer, Rested> byMaster) {
    Rested rested = byMaster.get(family.getMasterPid());
    return rested != null && family.getWorkerCount() == rested.truth.lossBytes().size();
  }

  private static Instant collectedAt(HostTick tick) {
    Timestamp at = tick.getCollectedAt();
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
  }

  /** What was published against what is. */
  private static final class Errors {
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> footprints = new ArrayList<>();
    private final Map<String, List<Double>> byRole = new LinkedHashMap<>();
    private final Map<Integer, Worker> published = new LinkedHashMap<>();
    private int missing;
    private int unsettled;
    private int footprintsMissing;

    /** Remembers what readers of the topic know of workers. */
    void published(List<Worker> workers) {
      workers.forEach(worker -> published.put(worker.getPid(), worker));
    }

    void addLosses(Truth truth, Mix mix) {
      truth
          .lossBytes()
          .forEach(
              (pid, loss) -> {
                Worker worker = published.get(pid);
                if (worker == null || !worker.getSharing().hasFigures()) {
                  missing++;
                  return;
                }
                long known = worker.getSharing().getFigures().getSharingLossBytes();
                double error = percent(known - loss, mix.inheritedBytes(pid));
                losses.add(error);
                byRole.computeIfAbsent(mix.role(pid), _ -> new ArrayList<>()).add(error);
              });
    }

    void addFootprint(Family family, Mix mix, Truth truth) {
      if (family.hasFootprint()) {
        footprints.add(
            percent(
                family.getFootprint().getBytes() - truth.footprintBytes(), mix.inheritedBytes()));
      } else {
        footprintsMissing++;
      }
    }

    private static double percent(long bytes, long inheritedBytes) {
      return 100.0 * Math.abs(bytes) / inheritedBytes;
    }

    Findings findings() {
      if (losses.isEmpty() || footprints.isEmpty()) {
        return skipped("the collector published no figures of the families");
      }
      Stream<Result> all =
          Stream.of(
              Result.of(NAMES.get(0), quantile(losses, 0.5), "% of inherited bytes")
                  .promised(new Target.AtMost(2)),
              Result.of(NAMES.get(1), quantile(losses, 0.99), "% of inherited bytes")
                  .promised(new Target.AtMost(5)),
              Result.of(NAMES.get(2), quantile(footprints, 0.5), "% of inherited bytes")
                  .promised(new Target.AtMost(2)),
              Result.of(
                  "footprint_error_p99_percent",
                  quantile(footprints, 0.99),
                  "% of inherited bytes"),
              Result.of("accuracy_figures", losses.size(), "figures of workers compared"),
              Result.of("accuracy_figures_missing", missing, "figures of workers not published"),
              Result.of(
                  "accuracy_footprints_missing", footprintsMissing, "footprints not published"),
              Result.of(
                  "accuracy_steps_unsettled",
                  unsettled,
                  "steps in which readings still waited after a minute"));
      Stream<Result> roles =
          byRole.entrySet().stream()
              .map(
                  role ->
                      Result.of(
                          "sharing_loss_error_p99_percent_" + role.getKey(),
                          quantile(role.getValue(), 0.99),
                          "% of inherited bytes"));
      return new Findings(Stream.concat(all, roles).toList(), List.of());
    }

    private static double quantile(List<Double> values, double share) {
      List<Double> ascending = values.stream().sorted().toList();
      return ascending.get((int) Math.ceil(share * ascending.size()) - 1);
    }
  }
}
