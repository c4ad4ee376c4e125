package dev.cowbell.collector.tick;

import dev.cowbell.collector.lifecycle.TaskTimes;
import dev.cowbell.collector.perf.CpuList;
import dev.cowbell.collector.perf.TaskRecords;
import dev.cowbell.collector.perf.TaskSink;
import dev.cowbell.collector.reading.Reading;
import java.nio.file.Path;
import java.util.Set;

/** Brings the kernel's records of forks and exits to those who ask for times. */
final class TaskObserver {
  private final Reading<TaskRecords> records;
  private final TaskTimes times = new TaskTimes();
  private final TaskSink sink =
      new TaskSink() {
        @Override
        public void forked(int pid, int parentPid, long bootMillis) {
          times.forked(pid, parentPid);
        }

        @Override
        public void exited(int pid, long bootMillis) {
          times.exited(pid, bootMillis);
        }

        @Override
        public void replacedProgram(int pid) {
          times.replacedProgram(pid);
        }

        @Override
        public void lost() {
          times.lost();
        }
      };

  TaskObserver(Path sysRoot) {
    records = CpuList.online(sysRoot).flatMap(TaskRecords::open);
  }

  /** Takes what was recorded until now. */
  void drain() {
    records.optional().ifPresent(open -> open.drain(sink));
  }

  /** Whether the kernel's records say that nobody has left since the tick before. */
  boolean isQuiet() {
    return records.optional().isPresent() && times.isQuiet();
  }

  TaskTimes times() {
    return times;
  }

  /** Processes forked and gone again since the tick before, that no reading saw. */
  Reading<Long> passing(Set<Integer> memberPids) {
    return records.flatMap(open -> times.passing(memberPids));
  }
}
