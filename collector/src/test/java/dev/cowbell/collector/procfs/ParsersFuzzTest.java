package dev.cowbell.collector.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whatever bytes a file holds, its parser understands or refuses them, and gives no figure that
 * cannot be. Each run feeds the inputs kept beside the test resources; with JAZZER_FUZZ=1 new ones
 * are searched for. One method for all, since only one can be fuzzed in a run; the first byte says
 * which parser is meant.
 */
class ParsersFuzzTest {
  private static final long MOST_BYTES = 1L << 53;

  @FuzzTest(maxDuration = "30s")
  void anyBytes(byte[] data) throws IOException {
    if (data.length == 0) {
      return;
    }
    byte[] content = Arrays.copyOfRange(data, 1, data.length);
    try {
      parse((char) data[0], content);
    } catch (ParseException refused) {
      assertThat(refused).hasMessageContaining("file:");
    }
  }

  private static void parse(char parser, byte[] content) throws ParseException, IOException {
    KernelText text = new KernelText("file", content, content.length);
    switch (parser) {
      case 'a' -> stat(Stat.parse(text));
      case 'b' -> statm(Statm.parse(text));
      case 'c' -> rollup(SmapsRollup.parse(text));
      case 'd' -> assertThat(MemInfo.parse(text).totalBytes()).isBetween(0L, MOST_BYTES);
      case 'e' -> pressure(Pressure.parse(text));
      case 'f' -> DiskStats.parse(text).forEach(ParsersFuzzTest::disk);
      case 'g' -> assertThat(CpuInfo.parse(text).processors()).isNotNegative();
      case 'h' -> Mapping.parse(text).forEach(m -> assertThat(m.path()).startsWith("/"));
      case 'i' -> CgroupPath.parse(text).ifPresent(c -> assertThat(c.version()).isBetween(1, 2));
      case 'j' ->
          assertThat(CgroupFs.parsePids(text)).allSatisfy(pid -> assertThat(pid).isNotNegative());
      case 'k' -> assertThat(CgroupFs.parseAnonymous(text, 2)).isNotNegative();
      case 'l' -> names(NamingEnvironment.parse(text));
      case 'm' -> MainScript.parse(text, "python3").ifPresent(ParsersFuzzTest::name);
      case 'n' -> elf(content);
      case 'o' -> ranges(PrivateRanges.parse(text));
      case 'p' -> AddressSpace.parse(text).at(0x7f0000001000L);
      case 'q' -> assertThat(NamedCount.parse(text, "oom_kill")).isNotNegative();
      default -> text.toFirstLine();
    }
  }

  private static void stat(Stat stat) {
    assertThat(
            Stream.of(
                (long) stat.parentPid(),
                stat.minorFaults(),
                stat.majorFaults(),
                stat.birthMillis(),
                stat.cpuMicros()))
        .allSatisfy(figure -> assertThat(figure).isNotNegative());
  }

  private static void statm(Statm statm) {
    assertThat(statm.residentBytes()).isBetween(0L, MOST_BYTES);
    assertThat(statm.anonymousBytes()).isBetween(0L, statm.residentBytes());
  }

  private static void rollup(SmapsRollup rollup) {
    assertThat(rollup.ussBytes()).isBetween(0L, 2 * MOST_BYTES);
    assertThat(rollup.anonymousBytes()).isBetween(0L, MOST_BYTES);
  }

  private static void pressure(Pressure pressure) {
    assertThat(pressure.someAverage10()).isBetween(0.0, 1.0);
    assertThat(pressure.fullAverage10()).isBetween(0.0, 1.0);
  }

  private static void disk(DiskStats disk) {
    assertThat(disk.readBytes()).isNotNegative();
    assertThat(disk.writtenBytes()).isNotNegative();
  }

  private static void ranges(PrivateRanges ranges) {
    long pages = 0;
    for (int range = 0; range < ranges.count(); range++) {
      assertThat(ranges.firstPage(range)).isGreaterThanOrEqualTo(0);
      assertThat(ranges.endPage(range)).isGreaterThanOrEqualTo(ranges.firstPage(range));
      pages += ranges.endPage(range) - ranges.firstPage(range);
    }
    assertThat(ranges.pages()).isEqualTo(pages);
  }

  private static void names(NamingEnvironment names) {
    Stream.of(names.cowbellService(), names.cowbellArm(), names.otelServiceName())
        .flatMap(Optional::stream)
        .forEach(ParsersFuzzTest::name);
  }

  private static void name(String name) {
    assertThat(name.codePointCount(0, name.length())).isBetween(1, Names.MAX_LENGTH);
    assertThat(name.chars()).noneMatch(Character::isISOControl);
  }

  private static void elf(byte[] content) throws IOException {
    Path file = Files.createTempFile("cowbell", ".elf");
    try {
      Files.write(file, content);
      try (FileChannel channel = FileChannel.open(file)) {
        ElfImage.read(channel, Set.of("_PyRuntime"));
      } catch (IOException refused) {
        assertThat(refused).hasMessageMatching("(?s).+");
      }
    } finally {
      Files.delete(file);
    }
  }
}
