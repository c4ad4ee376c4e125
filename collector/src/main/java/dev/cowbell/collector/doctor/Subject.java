package dev.cowbell.collector.doctor;

import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * The process that is tried: one of another user where there is one, since one's own are always
 * readable.
 *
 * @param pid of it
 */
record Subject(Reading<Integer> pid, String description) {
  /** Has more rights than others, and may be closed where they are not: tried last. */
  private static final int INIT = 1;

  static Subject choose(ProcFs procFs) {
    int own = Math.toIntExact(ProcessHandle.current().pid());
    Optional<UserPrincipal> user = owner(procFs, own);
    int[] candidates =
        Arrays.stream(procFs.pids())
            .boxed()
            .sorted(Comparator.comparing((Integer pid) -> pid == INIT).thenComparing(pid -> pid))
            .mapToInt(Integer::intValue)
            .filter(pid -> pid != own && isProgram(procFs, pid))
            .toArray();
    Optional<Integer> other =
        Arrays.stream(candidates)
            .boxed()
            .filter(
                pid ->
                    owner(procFs, pid)
                        .filter(of -> user.isPresent() && !of.equals(user.get()))
                        .isPresent())
            .findFirst();
    if (other.isPresent()) {
      return new Subject(
          Reading.of(other.get()),
          candidates.length + " here; tried on " + other.get() + ", which is another user's");
    }
    return Arrays.stream(candidates)
        .boxed()
        .findFirst()
        .map(
            pid ->
                new Subject(
                    Reading.of(pid),
                    candidates.length + " here, all of this user; tried on " + pid))
        .orElseGet(
            () ->
                new Subject(
                    Reading.unavailable(
                        Reason.NOT_SUPPORTED,
                        "no other process is seen: share the host's pid namespace (hostPID), and mount /proc without hidepid"),
                    "only this one is seen"));
  }

  private static boolean isProgram(ProcFs procFs, int pid) {
    return procFs
        .stat(pid)
        .optional()
        .filter(stat -> !stat.isKernelThread() && !stat.isZombie())
        .isPresent();
  }

  private static Optional<UserPrincipal> owner(ProcFs procFs, int pid) {
    try {
      return Optional.of(Files.getOwner(procFs.process(pid)));
    } catch (IOException gone) {
      return Optional.empty(); // it left in between: then it is no candidate
    }
  }
}
