package dev.cowbell.collector.tick;

import static dev.cowbell.collector.tick.CapturedTree.WORKER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.collector.procfs.FaultyProc;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddProcessesTest {
  private static final int STATE = 3;
  private static final int FLAGS = 9;
  private static final int START = 22;
  @TempDir Path folder;
  private CapturedTree tree;

  @BeforeEach
  void copy() throws IOException {
    tree = new CapturedTree(folder.resolve("proc"));
  }

  @Test
  void aStoppedWorker_isMeasuredLikeAnyOther() throws IOException {
    HostTick running = tree.next(tree.collector());
    tree.setStat(WORKER, STATE, "T");

    Worker stopped = worker(tree.next(tree.collector()), WORKER);

    assertThat(stopped.getSharing()).isEqualTo(worker(running, WORKER).getSharing());
  }

  @Test
  void aWorker_thatBecameAZombie_hasLeft() throws IOException {
    HostCollector collector = tree.collector();
    tree.next(collector);
    tree.setStat(WORKER, STATE, "Z");

    HostTick tick = tree.next(collector);

    assertThat(tick.getFamilies(0).getWorkerCount()).isEqualTo(2);
    assertThat(kinds(tick, WORKER)).containsExactly(LifecycleKind.LIFECYCLE_KIND_EXIT);
  }

  @Test
  void aThreadOfTheKernel_isNoWorker() throws IOException {
    tree.setStat(WORKER, FLAGS, Long.toString(0x0020_0000L));

    Family family = tree.next(tree.collector()).getFamilies(0);

    assertThat(family.getWorkersList()).extracting(Worker::getPid).containsExactly(10367, 10368);
  }

  @Test
  void aPid_thatIsGivenAnew_isAnotherWorker() throws IOException {
    HostCollector collector = tree.collector();
    tree.next(collector);
    long born = giveAnew();

    HostTick tick = tree.next(collector);

    assertThat(kinds(tick, WORKER))
        .containsExactlyInAnyOrder(
            LifecycleKind.LIFECYCLE_KIND_EXIT, LifecycleKind.LIFECYCLE_KIND_SPAWN);
    assertThat(worker(tick, WORKER).getStartTicks()).isEqualTo(born);
  }

  @Test
  void aPid_thatIsGivenAnewWhileItIsRead_hasNoFiguresOfTheOther() throws IOException {
    HostTick before = tree.next(tree.collector());
    int last = new ReadingCount().of(tree);
    for (int reading = 0; reading < last; reading++) {
      HostTick tick = tree.next(tree.collector(givingAnewAt(reading).procFs()));

      for (Worker worker : tick.getFamilies(0).getWorkersList()) {
        boolean isOther = worker.getStartTicks() != worker(before, worker.getPid()).getStartTicks();
        if (!isOther && worker.getSharing().hasFigures()) {
          assertThat(worker.getSharing()).isEqualTo(worker(before, worker.getPid()).getSharing());
        }
      }
      restore();
    }
  }

  @Test
  void aPid_thatIsGivenAnewBeforeTheFullReading_isAProcessThatLeft() throws IOException {
    HostCollector collector = tree.collector(atRollupOf(WORKER).procFs());

    Worker worker = worker(tree.next(collector), WORKER);

    assertThat(worker.getMemory().getFull().getUnavailable().getReason())
        .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_PROCESS_EXITED);
    assertThat(worker.getSharing().hasUnavailable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-24H", "PT24H", "PT-1S", "PT0S"})
  void aClock_thatIsSet_changesNeitherIntervalsNorReadings(Duration step) {
    HostCollector collector = tree.collector();
    HostTick before = tree.next(collector);
    tree.clock.step(step);

    HostTick tick = tree.next(collector);

    assertThat(tick.getInterval().getSeconds()).isZero();
    assertThat(tick.getCollector().getFullReadings()).isEqualTo(4);
    assertThat(worker(tick, WORKER).getAge()).isEqualTo(worker(before, WORKER).getAge());
    assertThat(worker(tick, WORKER).getSharing()).isEqualTo(worker(before, WORKER).getSharing());
    assertThat(tick.getEventsList()).isEmpty();
  }

  private long giveAnew() throws IOException {
    long born = 379_050;
    tree.setStat(WORKER, START, Long.toString(born));
    tree.write(WORKER + "/statm", "50000 9000 1431 1 0 9000 0\n".getBytes(US_ASCII));
    tree.write(WORKER + "/smaps_rollup", tree.original("10367/smaps_rollup"));
    return born;
  }

  private void restore() throws IOException {
    for (String file : List.of("/stat", "/statm", "/smaps_rollup")) {
      tree.write(WORKER + file, tree.original(WORKER + file));
    }
  }

  private FaultyProc givingAnewAt(int reading) {
    return new FaultyProc(
        tree.root, reading, FaultyProc.Moment.BEFORE_OPENING, new GivenAnew(this));
  }

  /** At the reading of this worker's rollup, found by trying. */
  private FaultyProc atRollupOf(int pid) throws IOException {
    int last = new ReadingCount().of(tree);
    for (int reading = last - 1; reading >= 0; reading--) {
      HostTick tick = tree.next(tree.collector(givingAnewAt(reading).procFs()));
      restore();
      if (worker(tick, pid).getMemory().getFull().hasUnavailable()) {
        return givingAnewAt(reading);
      }
    }
    throw new AssertionError("no reading at which the change of the process is noticed");
  }

  private record GivenAnew(OddProcessesTest test) implements FaultyProc.Accident {
    @Override
    public void happen() throws IOException {
      test.giveAnew();
    }

    @Override
    public Path folder() {
      return test.tree.root.resolve("none");
    }
  }

  private static final class ReadingCount {
    int of(CapturedTree tree) {
      FaultyProc counting =
          new FaultyProc(
              tree.root,
              -1,
              FaultyProc.Moment.BEFORE_OPENING,
              new FaultyProc.Accident() {
                @Override
                public void happen() {}

                @Override
                public Path folder() {
                  return tree.root;
                }
              });
      tree.next(tree.collector(counting.procFs()));
      return counting.readings();
    }
  }

  private static Worker worker(HostTick tick, int pid) {
    return tick.getFamilies(0).getWorkersList().stream()
        .filter(worker -> worker.getPid() == pid)
        .findFirst()
        .orElseThrow();
  }

  private static List<LifecycleKind> kinds(HostTick tick, int pid) {
    return tick.getEventsList().stream()
        .filter(event -> event.getPid() == pid)
        .map(event -> event.getKind())
        .toList();
  }
}
