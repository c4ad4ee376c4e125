package dev.cowbell.collector.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.ForkTree.ForkedWorker;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FamilyFinderTest {
  private static final long STACK = 0x7ffc0000;

  @Test
  void find_ofAMasterAndItsWorkers_isOneTree() {
    List<ForkTree> trees =
        FamilyFinder.find(
            List.of(
                process(1, 0, "init"),
                process(10, 1, "py"),
                process(11, 10, "py"),
                process(12, 10, "py")));

    assertThat(trees)
        .containsExactly(new ForkTree(key(10), List.of(worker(11, 10), worker(12, 10))));
  }

  @Test
  void find_ofWorkersThatForkInTurn_isOneTreeWithTheTopmostAsMaster() {
    List<ForkTree> trees =
        FamilyFinder.find(
            List.of(process(12, 11, "py"), process(11, 10, "py"), process(10, 1, "py")));

    assertThat(trees)
        .containsExactly(new ForkTree(key(10), List.of(worker(11, 10), worker(12, 11))));
  }

  @Test
  void find_ofAChildWithAnotherProgram_isNoFamily() {
    assertThat(FamilyFinder.find(List.of(process(10, 1, "py"), process(11, 10, "sh")))).isEmpty();
  }

  @Test
  void find_ofAnExecOfTheSameProgram_isNoFork() {
    ProcessSnapshot emperor = process(10, 1, "uwsgi");
    ProcessSnapshot vassal = new ProcessSnapshot(key(11), 10, STACK + 4096, program("uwsgi"));
    ProcessSnapshot worker = new ProcessSnapshot(key(12), 11, STACK + 4096, program("uwsgi"));

    assertThat(FamilyFinder.find(List.of(emperor, vassal, worker)))
        .containsExactly(new ForkTree(key(11), List.of(worker(12, 11))));
  }

  @Test
  void find_withoutPermissionToSeeStacks_takesTheSameProgramForAFork() {
    ProcessSnapshot master =
        new ProcessSnapshot(key(10), 1, 0, new ProgramIdentity(Optional.empty(), "python3"));
    ProcessSnapshot worker =
        new ProcessSnapshot(key(11), 10, 0, new ProgramIdentity(Optional.empty(), "python3"));

    assertThat(FamilyFinder.find(List.of(master, worker))).hasSize(1);
  }

  @Test
  void find_ofAParentPidThatWasGivenAnew_isNoFamily() {
    ProcessSnapshot younger = new ProcessSnapshot(new ProcessKey(10, 999), 1, STACK, program("py"));

    assertThat(FamilyFinder.find(List.of(younger, process(11, 10, "py")))).isEmpty();
  }

  @Test
  void find_ofARingOfParents_ends() {
    assertThat(FamilyFinder.find(List.of(process(10, 11, "py"), process(11, 10, "py"))))
        .isNotNull();
  }

  @Test
  void programs_areTheSame_byFileWhereToldElseByName() {
    ProgramIdentity told = program("py");
    ProgramIdentity renamed = new ProgramIdentity(told.file(), "py: worker 1");
    ProgramIdentity untold = new ProgramIdentity(Optional.empty(), "py");

    assertThat(told.isSameAs(renamed)).isTrue();
    assertThat(told.isSameAs(untold)).isTrue();
    assertThat(renamed.isSameAs(untold)).isFalse();
    assertThat(told.isSameAs(new ProgramIdentity(Optional.of("(dev=1,ino=2)"), "py"))).isFalse();
  }

  private static ProcessSnapshot process(int pid, int parent, String program) {
    return new ProcessSnapshot(key(pid), parent, STACK, program(program));
  }

  private static ProgramIdentity program(String name) {
    return new ProgramIdentity(Optional.of("file of " + name), name);
  }

  private static ProcessKey key(int pid) {
    return new ProcessKey(pid, 100);
  }

  private static ForkedWorker worker(int pid, int parent) {
    return new ForkedWorker(key(pid), key(parent));
  }
}
