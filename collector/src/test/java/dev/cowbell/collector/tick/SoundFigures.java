package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.PressureReading;
import dev.cowbell.api.contract.v1.Worker;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds ticks of a damaged tree against those of the whole one: each figure has to be one that is
 * true, with or without the process that was damaged, or has to be absent.
 */
final class SoundFigures {
  private final HostTick whole;
  private final List<Family> families;
  private final Map<Integer, Worker> workers;

  /**
   * @param whole a tick of the tree as it was captured
   * @param without a tick of the tree without the damaged process
   */
  SoundFigures(HostTick whole, HostTick without) {
    this.whole = whole;
    families = Stream.of(whole, without).flatMap(tick -> tick.getFamiliesList().stream()).toList();
    workers =
        whole.getFamilies(0).getWorkersList().stream()
            .collect(Collectors.toMap(Worker::getPid, Function.identity()));
  }

  void check(HostTick tick) {
    List<Family> forking =
        tick.getFamiliesList().stream().filter(family -> !family.getSingleProcess()).toList();
    assertThat(forking).hasSizeLessThanOrEqualTo(1);
    forking.forEach(this::check);
    tick.getFamiliesList().stream().filter(Family::getSingleProcess).forEach(this::checkAlone);
    if (tick.hasMemory()) {
      assertThat(tick.getMemory()).isEqualTo(whole.getMemory());
    }
    check(tick.getPressure().getMemory(), whole.getPressure().getMemory());
    check(tick.getPressure().getCpu(), whole.getPressure().getCpu());
    check(tick.getPressure().getIo(), whole.getPressure().getIo());
    assertThat(tick.getHardware().getGeneration()).isIn("Zen 5", "unknown family 0 model 0");
    assertThat(tick.getInterval().getSeconds()).isBetween(0L, 60L);
  }

  private void check(Family family) {
    assertThat(family.getWorkerCount()).isIn(of(Family::getWorkerCount));
    assertThat(family.getRssSumBytes()).isIn(of(Family::getRssSumBytes));
    if (family.hasFootprint()) {
      assertThat(family.getFootprint().getBytes()).isIn(of(f -> f.getFootprint().getBytes()));
    }
    if (!family.getPssSumBytes().hasUnavailable()) {
      assertThat(family.getPssSumBytes()).isIn(of(Family::getPssSumBytes));
    }
    family.getWorkersList().forEach(this::check);
  }

  /** A named worker whose master is not seen is a process alone. */
  private void checkAlone(Family alone) {
    Worker truth = Objects.requireNonNull(workers.get(alone.getMasterPid()), "no such worker");
    assertThat(alone.getMasterStartTicks()).isEqualTo(truth.getStartTicks());
    assertThat(alone.getWorkerCount()).isZero();
    assertThat(alone.getRssSumBytes()).isEqualTo(truth.getMemory().getRssBytes());
  }

  private void check(Worker worker) {
    Worker truth = Objects.requireNonNull(workers.get(worker.getPid()), "no such worker");
    assertThat(worker.getStartTicks()).isEqualTo(truth.getStartTicks());
    assertThat(worker.getMemory().getRssBytes()).isEqualTo(truth.getMemory().getRssBytes());
    assertThat(worker.getMinorFaults()).isEqualTo(truth.getMinorFaults());
    if (worker.getMemory().getFull().hasRollup()) {
      assertThat(worker.getMemory().getFull().getRollup())
          .isEqualTo(truth.getMemory().getFull().getRollup());
    }
    if (worker.getInherited().getBytes().hasBytes()) {
      assertThat(worker.getInherited().getBytes()).isEqualTo(truth.getInherited().getBytes());
    }
    if (worker.getSharing().hasFigures()) {
      assertThat(worker.getSharing()).isEqualTo(truth.getSharing());
    }
  }

  private static void check(PressureReading reading, PressureReading truth) {
    if (!reading.hasUnavailable()) {
      assertThat(reading).isEqualTo(truth);
    }
  }

  private <T> List<T> of(Function<Family, T> figure) {
    return families.stream().map(figure).toList();
  }
}
