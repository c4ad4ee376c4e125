package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.LifecycleEvent;
import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.collector.procfs.FaultyProc;
import dev.cowbell.collector.procfs.FaultyProc.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process leaves at the first, the second, … and the last reading of three ticks. */
class VanishingProcessTest {
  private static final int TICKS = 3;
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "10366, BEFORE_OPENING", "10366, WHILE_READING", "10366, AFTER_CLOSING",
    "10365, BEFORE_OPENING", "10365, WHILE_READING", "10365, AFTER_CLOSING",
  })
  void aProcess_thatLeavesAtAnyReading_leavesNoWrongFigure(int pid, Moment moment)
      throws IOException {
    CapturedTree tree = new CapturedTree(folder.resolve("proc"));
    Leaving leaving = new Leaving(tree.root.resolve("" + pid), folder.resolve("gone"));
    HostTick whole = tree.next(tree.collector());
    leaving.happen();
    HostTick without = tree.next(tree.collector());
    leaving.undo();
    SoundFigures truth = new SoundFigures(whole, without);

    int last = readingsOfWholeTree(tree, leaving);
    assertThat(last).isGreaterThan(50);
    for (int reading = 0; reading < last; reading++) {
      Run run = ticks(tree, new FaultyProc(tree.root, reading, moment, leaving));

      run.ticks.forEach(truth::check);
      assertThat(exits(run, pid)).hasSizeLessThanOrEqualTo(1);
      assertThat(workersOf(run.ticks.getLast())).isSubsetOf(workersOf(without));
      leaving.undo();
    }
  }

  private record Run(List<HostTick> ticks) {}

  private static int readingsOfWholeTree(CapturedTree tree, Leaving leaving) {
    FaultyProc counting = new FaultyProc(tree.root, -1, Moment.BEFORE_OPENING, leaving);
    HostCollector collector = tree.collector(counting.procFs());
    for (int i = 0; i < TICKS; i++) {
      tree.next(collector);
    }
    return counting.readings();
  }

  /** The ticks in one of which the process leaves, and one after them. */
  private static Run ticks(CapturedTree tree, FaultyProc proc) {
    HostCollector collector = tree.collector(proc.procFs());
    List<HostTick> ticks = new ArrayList<>();
    for (int i = 0; i <= TICKS; i++) {
      ticks.add(tree.next(collector));
    }
    return new Run(ticks);
  }

  private static List<LifecycleEvent> exits(Run run, int pid) {
    return run.ticks.stream()
        .flatMap(tick -> tick.getEventsList().stream())
        .filter(event -> event.getKind() == LifecycleKind.LIFECYCLE_KIND_EXIT)
        .filter(event -> event.getPid() == pid)
        .toList();
  }

  private static List<Integer> workersOf(HostTick tick) {
    return tick.getFamiliesList().stream()
        .map(Family::getWorkersList)
        .flatMap(List::stream)
        .map(Worker::getPid)
        .toList();
  }

  /** The folder of a process goes away, and can be brought back. */
  private record Leaving(Path folder, Path hidden) implements FaultyProc.Accident {
    @Override
    public void happen() throws IOException {
      if (Files.exists(folder)) {
        Files.move(folder, hidden);
      }
    }

    void undo() throws IOException {
      if (Files.exists(hidden)) {
        Files.move(hidden, folder);
      }
    }
  }
}
