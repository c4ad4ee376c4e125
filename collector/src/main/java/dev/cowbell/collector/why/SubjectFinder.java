package dev.cowbell.collector.why;

import dev.cowbell.collector.family.FamilyFinder;
import dev.cowbell.collector.family.ForkTree;
import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.family.ProcessSnapshot;
import dev.cowbell.collector.family.ProgramIdentity;
import dev.cowbell.collector.family.SourcedName;
import dev.cowbell.collector.procfs.NamingEnvironment;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.reading.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the processes meant by a pid or by a service's name. */
final class SubjectFinder {
  private final ProcFs procFs;

  SubjectFinder(ProcFs procFs) {
    this.procFs = procFs;
  }

  /**
   * Finds them.
   *
   * @param wanted a pid of any member, or a service's name
   */
  Subject find(String wanted) throws WhyRefusedException {
    return wanted.matches("[0-9]{1,9}") ? byPid(Integer.parseInt(wanted)) : byName(wanted);
  }

  /** The same masters with the workers they have now. */
  Subject again(Subject before) {
    Set<Integer> masters = before.masters();
    Set<ForkTree> now =
        trees().stream()
            .filter(tree -> masters.contains(tree.master().pid()))
            .collect(Collectors.toSet());
    return now.isEmpty() ? before : new Subject(before.name(), now);
  }

  private Subject byPid(int pid) throws WhyRefusedException {
    Optional<ForkTree> family =
        trees().stream().filter(tree -> holds(tree, pid)).findFirst().or(() -> alone(pid));
    if (family.isEmpty()) {
      throw new WhyRefusedException("no process " + pid + " here; it has to be a pid of this host");
    }
    return new Subject(name(family.get()), Set.of(family.get()));
  }

  private Subject byName(String wanted) throws WhyRefusedException {
    List<ForkTree> trees = trees();
    Set<ForkTree> named =
        trees.stream().filter(tree -> name(tree).equals(wanted)).collect(Collectors.toSet());
    if (named.isEmpty()) {
      Set<String> known = new TreeSet<>();
      trees.forEach(tree -> known.add(name(tree)));
      throw new WhyRefusedException(
          "no family of the service \""
              + wanted
              + "\" here; there are: "
              + (known.isEmpty() ? "none" : String.join(", ", known))
              + (trees.stream().anyMatch(this::hidesItsName)
                  ? "; some hide their names, give a pid or run as their user or with"
                      + " CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH"
                  : ""));
    }
    return new Subject(wanted, named);
  }

  private static boolean holds(ForkTree tree, int pid) {
    return tree.master().pid() == pid
        || tree.workers().stream().anyMatch(worker -> worker.key().pid() == pid);
  }

  private Optional<ForkTree> alone(int pid) {
    return procFs
        .stat(pid)
        .optional()
        .filter(stat -> !stat.isZombie())
        .map(stat -> new ForkTree(new ProcessKey(pid, stat.startTicks()), List.of()));
  }

  private List<ForkTree> trees() {
    List<ProcessSnapshot> snapshots = new ArrayList<>();
    for (int pid : procFs.pids()) {
      procFs
          .stat(pid)
          .optional()
          .filter(stat -> !stat.isKernelThread() && !stat.isZombie())
          .ifPresent(stat -> snapshots.add(snapshot(pid, stat)));
    }
    return FamilyFinder.find(snapshots);
  }

  private ProcessSnapshot snapshot(int pid, Stat stat) {
    return new ProcessSnapshot(
        new ProcessKey(pid, stat.startTicks()),
        stat.parentPid(),
        stat.startStackAddress(),
        new ProgramIdentity(procFs.executableFile(pid).optional(), stat.comm()));
  }

  private boolean hidesItsName(ForkTree tree) {
    return procFs.namingEnvironment(tree.master().pid()).isAbsentFor(Reason.PERMISSION_DENIED);
  }

  /** The name that ticks carry too. */
  private String name(ForkTree tree) {
    int master = tree.master().pid();
    int worker = tree.workers().isEmpty() ? master : tree.workers().getFirst().key().pid();
    NamingEnvironment environment =
        procFs.namingEnvironment(worker).optional().orElse(NamingEnvironment.EMPTY);
    String executable =
        procFs
            .executableName(master)
            .optional()
            .or(() -> procFs.stat(master).map(Stat::comm).optional())
            .orElse("pid " + master);
    String script =
        procFs
            .mainScript(master, executable)
            .optional()
            .flatMap(found -> found)
            .map(name -> " " + name)
            .orElse("");
    return SourcedName.ofService(
            environment.cowbellService(),
            Optional.empty(),
            environment.otelServiceName(),
            Optional.empty(),
            executable + script)
        .name();
  }
}
