package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.ForkTree;
import dev.cowbell.collector.family.ForkTree.ForkedWorker;
import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.procfs.NamingEnvironment;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.procfs.Statm;
import dev.cowbell.collector.tick.FamilyState.FamilyNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether a leaving relative can have been the last who held a page with a worker. */
class LastSharerTest {
  private static final long MB = 1024 * 1024;

  private final Member master = member(1);
  private final Member worker = child(2, master);
  private final Member sibling = child(3, master);

  @Test
  void aSiblingThatLeaves_wasNot_whereTheParentStillHoldsAll() {
    assertThat(worker.mayHaveLostLastSharer(List.of(sibling))).isFalse();
  }

  @Test
  void aSiblingThatLeaves_mayHaveBeen_wherePagesWereCopiedByTheParent() {
    master.stat = stat(1, 300);

    assertThat(worker.mayHaveLostLastSharer(List.of(sibling))).isTrue();
  }

  @Test
  void aSiblingThatLeaves_mayHaveBeen_whereTheParentIsNotKnown() {
    assertThat(member(4).mayHaveLostLastSharer(List.of(sibling))).isTrue();
  }

  @Test
  void aParentThatLeaves_mayHaveBeen() {
    Member grandchild = child(5, worker);
    worker.hasLeft = true;

    assertThat(grandchild.mayHaveLostLastSharer(List.of(worker))).isTrue();
  }

  @Test
  void aSiblingThatLeaves_mayHaveBeen_whereTheParentHasLeftBefore() {
    Member grandchild = child(5, worker);
    Member itsSibling = child(6, worker);
    FamilyState family =
        new FamilyState(
            master, new FamilyNames(NamingEnvironment.EMPTY, "python", Optional.empty()));
    List.of(worker, grandchild, itsSibling).forEach(one -> family.workers.put(one.key, one));
    family.removeAllBut(tree(grandchild, itsSibling));
    grandchild.relativeLeft = false; // it was read

    family.removeAllBut(tree(grandchild));

    assertThat(grandchild.relativeLeft).isTrue();
  }

  private ForkTree tree(Member... workers) {
    return new ForkTree(
        master.key, Stream.of(workers).map(one -> new ForkedWorker(one.key, worker.key)).toList());
  }

  @Test
  void aChildThatLeaves_mayHaveBeen() {
    Member grandchild = child(5, worker);

    assertThat(worker.mayHaveLostLastSharer(List.of(grandchild))).isTrue();
  }

  private static Member child(int pid, Member parent) {
    Member child = member(pid);
    child.parent = Optional.of(parent);
    child.parentThen = Optional.of(parent.freeFigures());
    return child;
  }

  private static Member member(int pid) {
    return new Member(new ProcessKey(pid, 1), stat(pid, 0), new Statm(100 * MB, 0), true);
  }

  private static Stat stat(int pid, long minorFaults) {
    return new Stat("python", 'S', pid, 0, minorFaults, 0, 0, 0, 0, 1, 0);
  }
}
