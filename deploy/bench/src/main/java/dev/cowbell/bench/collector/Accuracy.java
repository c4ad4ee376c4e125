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
 * each step everything rests until the collector has read every worker; each figure it publishes
 * meanwhile counts, the footprint in every tick, whatever the age of its readings. Errors are per
 * cent of what one worker inherited.
 */
record Accuracy(Path python, String kafkaBootstrap, Programs programs, Path folder) {
  private static final List<Integer> FAMILY_MIB = List.of(48, 64, 96);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration STEP_LIMIT = Duration.ofSeconds(60);
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

  /** Everything rests; takes the truth and waits until each worker's figure is newer than that. */
  private static void compare(List<Mix> mixes, Ticks ticks, Errors errors) throws IOException {
    Instant restingSince = Instant.now();
    Map<Integer, Mix> byMaster = new LinkedHashMap<>();
    Map<Integer, Truth> truths = new LinkedHashMap<>();
    List<Integer> awaited = new ArrayList<>();
    for (Mix mix : mixes) {
      Truth truth = mix.truth();
      byMaster.put(mix.masterPid(), mix);
      truths.put(mix.masterPid(), truth);
      awaited.addAll(truth.lossBytes().keySet());
    }
    long deadline = System.nanoTime() + STEP_LIMIT.toNanos();
    while (!awaited.isEmpty() && System.nanoTime() < deadline) {
      for (HostTick tick : ticks.next()) {
        if (!collectedAt(tick).isAfter(restingSince)) {
          continue;
        }
        for (Family family : tick.getFamiliesList()) {
          Mix mix = byMaster.get(family.getMasterPid());
          Truth truth = truths.get(family.getMasterPid());
          if (mix != null && truth != null) {
            errors.add(family, mix, truth);
            family.getWorkersList().forEach(worker -> awaited.remove((Object) worker.getPid()));
          }
        }
      }
    }
    errors.missing += awaited.size();
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
    private int missing;

    void add(Family family, Mix mix, Truth truth) {
      for (Worker worker : family.getWorkersList()) {
        Long loss = truth.lossBytes().get(worker.getPid());
        if (loss == null) {
          continue;
        }
        if (!worker.getSharing().hasFigures()) {
          missing++;
          continue;
        }
        double error =
            percent(
                worker.getSharing().getFigures().getSharingLossBytes() - loss,
                mix.inheritedBytes(worker.getPid()));
        losses.add(error);
        byRole.computeIfAbsent(mix.role(worker.getPid()), _ -> new ArrayList<>()).add(error);
      }
      if (family.hasFootprint()) {
        footprints.add(
            percent(
                family.getFootprint().getBytes() - truth.footprintBytes(), mix.inheritedBytes()));
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
              Result.of("accuracy_figures_missing", missing, "figures of workers not published"));
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
