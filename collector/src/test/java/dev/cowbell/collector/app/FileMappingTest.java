package dev.cowbell.collector.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileMappingTest {
  private static final String ANONYMOUS_NONE =
      "Rss: 64 kB\nAnonymous:             0 kB\nVmFlags: rd\n";
  private static final String ANONYMOUS_SOME =
      "Rss: 64 kB\nAnonymous:             4 kB\nVmFlags: rd\n";

  @Test
  void codeAndArchive_withoutAPageOfTheirOwn_areClean() throws IOException {
    String smaps = "1000-3000 r-xp 00000000 fe:00 7          /lib/a.so\n" + ANONYMOUS_NONE;
    assertThat(cleanOnes(smaps)).containsExactly(new FileMapping(0x1000, 0x2000));
  }

  @Test
  void relocatedData_thatWasClosedToWriting_isNotClean() throws IOException {
    String smaps = "1000-3000 r--p 00000000 fe:00 7          /lib/a.so\n" + ANONYMOUS_SOME;
    assertThat(cleanOnes(smaps)).isEmpty();
  }

  @Test
  void writableSharedAndNamelessMappings_areNotClean() throws IOException {
    String smaps =
        "1000-3000 rw-p 00000000 fe:00 7          /lib/a.so\n"
            + ANONYMOUS_NONE
            + "3000-4000 r--s 00000000 fe:00 7          /lib/b\n"
            + ANONYMOUS_NONE
            + "4000-5000 r--p 00000000 00:00 0 \n"
            + ANONYMOUS_NONE
            + "5000-6000 r-xp 00000000 00:00 0          [vdso]\n"
            + ANONYMOUS_NONE;
    assertThat(cleanOnes(smaps)).isEmpty();
  }

  @Test
  void thisProcess_livesOnWithoutItsCleanPages() throws IOException {
    Path smaps = Path.of("/proc/self/smaps");
    assertThat(cleanOnes(Files.readString(smaps))).isNotEmpty();
    CleanPages.giveBack(smaps);
    assertThat(Files.readString(smaps)).contains("libjvm.so");
  }

  private static List<FileMapping> cleanOnes(String smaps) throws IOException {
    return FileMapping.cleanOnes(new BufferedReader(new StringReader(smaps)));
  }
}
