package dev.cowbell.collector.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SmallFilesTest {
  private static final String ROLLUP =
      """
      55ba35f20000-7fff77188000 ---p 00000000 00:00 0                          [rollup]
      Rss:                4084 kB
      Pss:                1172 kB
      Pss_Dirty:           577 kB
      Shared_Clean:       3120 kB
      Shared_Dirty:        708 kB
      Private_Clean:         8 kB
      Private_Dirty:       256 kB
      Anonymous:           964 kB
      Swap:                 12 kB
      """;

  @Test
  void statm_isPagesInBytes() throws ParseException {
    Statm statm = Statm.parse(KernelText.of("statm", "54321 1000 400 10 0 900 0\n"));

    assertThat(statm).isEqualTo(new Statm(4_096_000, 1_638_400));
    assertThat(statm.anonymousBytes()).isEqualTo(2_457_600);
  }

  @Test
  void smapsRollup_isKibibytesInBytes() throws ParseException {
    SmapsRollup rollup = SmapsRollup.parse(KernelText.of("smaps_rollup", ROLLUP));

    assertThat(rollup)
        .isEqualTo(
            new SmapsRollup(
                4084 * 1024,
                1172 * 1024,
                3120 * 1024,
                708 * 1024,
                8 * 1024,
                256 * 1024,
                964 * 1024,
                12 * 1024));
    assertThat(rollup.ussBytes()).isEqualTo(264 * 1024);
  }

  @Test
  void smapsRollup_withoutALineItNeeds_namesIt() {
    String cut = ROLLUP.replaceAll("Shared_Dirty.*\n", "");

    assertThatThrownBy(() -> SmapsRollup.parse(KernelText.of("/proc/7/smaps_rollup", cut)))
        .isInstanceOf(ParseException.class)
        .hasMessageContaining("/proc/7/smaps_rollup")
        .hasMessageContaining("expected Shared_Dirty");
    assertThatThrownBy(
            () ->
                SmapsRollup.parse(
                    KernelText.of("/proc/7/smaps_rollup", ROLLUP.replace("708", "many"))))
        .hasMessage("/proc/7/smaps_rollup:6: expected Shared_Dirty");
  }

  @Test
  void memInfo_ofAnOldKernel_hasNoAvailable() throws ParseException {
    String text =
        """
        MemTotal: 1000 kB
        MemFree: 400 kB
        Cached: 300 kB
        AnonPages: 200 kB
        SwapTotal: 10 kB
        SwapFree: 5 kB
        HugePages_Total: 0
        """;

    assertThat(MemInfo.parse(KernelText.of("meminfo", text)))
        .isEqualTo(
            new MemInfo(1_024_000, 409_600, OptionalLong.empty(), 307_200, 204_800, 10_240, 5_120));
  }

  @Test
  void pressure_isAShare_andMayLackItsSecondLine() throws ParseException {
    String some = "some avg10=12.50 avg60=1.00 avg300=0.10 total=123456\n";
    String full = "full avg10=2.50 avg60=0.00 avg300=0.00 total=99\n";

    assertThat(Pressure.parse(KernelText.of("memory", some + full)))
        .isEqualTo(new Pressure(0.125, 0.025, 123456));
    assertThat(Pressure.parse(KernelText.of("cpu", some)))
        .isEqualTo(new Pressure(0.125, 0, 123456));
    assertThatThrownBy(() -> Pressure.parse(KernelText.of("cpu", "none")))
        .hasMessage("cpu:1: expected some avg10=");
  }

  @Test
  void diskStats_countSectorsOf512Bytes() throws ParseException {
    String line =
        " 254       0 vda 22449 7604 100 9145 3237 10490 200 3832 0 3304 13301 4409 38 112896 322 5 0\n";

    assertThat(DiskStats.parse(KernelText.of("diskstats", line)))
        .containsExactly(new DiskStats("vda", 51_200, 102_400, 3304));
  }

  @Test
  void maps_keepFilesOnly() throws ParseException {
    String maps =
        """
        55d0c0a00000-55d0c0a28000 r--p 00002000 fe:00 1234                       /usr/bin/python 3.11 (deleted)
        55d0c0b00000-55d0c0c00000 rw-p 00000000 00:00 0                          [heap]
        7f0000000000-7f0000001000 rw-p 00000000 00:00 0
        ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
        """;

    assertThat(Mapping.parse(KernelText.of("maps", maps)))
        .containsExactly(new Mapping(0x55d0c0a00000L, 0x2000, "/usr/bin/python 3.11 (deleted)"));
  }

  @Test
  void cgroup_ofVersion1_winsOverTheEmptyUnifiedOne() throws ParseException {
    assertThat(
            CgroupPath.parse(
                KernelText.of("cgroup", "9:name=systemd:/\n4:cpu,memory:/web\n0::/\n")))
        .contains(new CgroupPath(1, "/web"));
    assertThat(CgroupPath.parse(KernelText.of("cgroup", "0::/system.slice/web.service\n")))
        .contains(new CgroupPath(2, "/system.slice/web.service"));
    assertThat(CgroupPath.parse(KernelText.of("cgroup", "9:name=systemd:/\n")))
        .isEqualTo(Optional.empty());
  }

  @Test
  void cgroupFiles_givePidsAndAnonymousBytes() throws ParseException {
    assertThat(CgroupFs.parsePids(KernelText.of("cgroup.procs", "12\n345\n")))
        .containsExactlyInAnyOrder(12, 345);
    assertThat(CgroupFs.parseAnonymous(KernelText.of("memory.stat", "anon 4096\nfile 0\n"), 2))
        .isEqualTo(4096);
    assertThat(
            CgroupFs.parseAnonymous(
                KernelText.of("memory.stat", "cache 1\nrss 8192\nrss_huge 0\n"), 1))
        .isEqualTo(8192);
    assertThatThrownBy(() -> CgroupFs.parseAnonymous(KernelText.of("memory.stat", "file 0\n"), 2))
        .hasMessageContaining("expected anon");
  }
}
