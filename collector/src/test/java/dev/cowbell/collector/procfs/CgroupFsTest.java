package dev.cowbell.collector.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupFsTest {
  private static final Set<Integer> FAMILY = Set.of(10, 11);
  @TempDir Path sysRoot;

  @Test
  void anonymousBytes_ofAGroupThatHoldsTheFamilyAlone_areItsCharge() throws IOException {
    group("fs/cgroup/web.service", "10\n11\n", "anon 4096\nfile 1\n");
    group("fs/cgroup/memory/web", "11\n10\n", "cache 1\nrss 8192\n");

    assertThat(read(new CgroupPath(2, "/web.service"))).isEqualTo(Reading.of(4096L));
    assertThat(read(new CgroupPath(1, "/web"))).isEqualTo(Reading.of(8192L));
  }

  @Test
  void anonymousBytes_ofAGroupWithOthersInIt_areNotTheFamilys() throws IOException {
    group("fs/cgroup/shared", "10\n11\n12\n", "anon 4096\n");
    group("fs/cgroup/part", "10\n", "anon 4096\n");
    group("fs/cgroup/nested", "10\n11\n", "anon 4096\n");
    Files.createDirectory(sysRoot.resolve("fs/cgroup/nested/below"));

    assertThat(read(new CgroupPath(2, "/shared")).isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
    assertThat(read(new CgroupPath(2, "/part")).isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
    assertThat(read(new CgroupPath(2, "/nested")).isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
    assertThat(read(new CgroupPath(2, "/absent")).optional()).isEmpty();
  }

  /** As a pod sees them that shares the host's processes, not its cgroups. */
  @Test
  void anonymousBytes_ofAPathSeenFromACgroupNamespace_areFoundFromItsRoot() throws IOException {
    group("fs/cgroup/kubepods/podA/own", "7\n", "anon 1\n");
    group("fs/cgroup/kubepods/podB/web", "10\n11\n", "anon 4096\n");
    group("fs/cgroup/web.service", "10\n11\n", "anon 8192\n");
    CgroupFs cgroups = new CgroupFs(sysRoot, 7);

    assertThat(cgroups.anonymousBytesOwnedBy(FAMILY, new CgroupPath(2, "/../../podB/web")))
        .isEqualTo(Reading.of(4096L));
    assertThat(cgroups.anonymousBytesOwnedBy(FAMILY, new CgroupPath(2, "/../../../web.service")))
        .isEqualTo(Reading.of(8192L));
    assertThat(
            new CgroupFs(sysRoot, 8)
                .anonymousBytesOwnedBy(FAMILY, new CgroupPath(2, "/../../podB/web"))
                .optional())
        .isEmpty();
  }

  private Reading<Long> read(CgroupPath path) {
    return new CgroupFs(sysRoot).anonymousBytesOwnedBy(FAMILY, path);
  }

  private void group(String name, String pids, String stat) throws IOException {
    Path folder = Files.createDirectories(sysRoot.resolve(name));
    Files.writeString(folder.resolve("cgroup.procs"), pids);
    Files.writeString(folder.resolve("memory.stat"), stat);
  }
}
