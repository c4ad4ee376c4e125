package dev.cowbell.collector.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.collector.procfs.ElfBytes;
import dev.cowbell.collector.procfs.ElfBytes.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleTest {
  private static final int FULL = 2;
  private static final int DYNAMIC = 11;
  private static final long CODE = ElfBytes.LINKED_AT;

  @TempDir Path root;

  @Test
  void functionAt_isTheOneThatCoversTheOffset() throws IOException {
    write(
        "usr/bin/server",
        new ElfBytes()
            .symbols(DYNAMIC, new Symbol("exported", CODE + 0x100, 0x10))
            .symbols(FULL, new Symbol("internal", CODE + 0x200, 0)));
    Module module = Module.read(root, "/usr/bin/server");

    assertThat(module.functionAt(ElfBytes.FROM_OFFSET + 0x100)).contains("exported");
    assertThat(module.functionAt(ElfBytes.FROM_OFFSET + 0x10f)).contains("exported");
    assertThat(module.functionAt(ElfBytes.FROM_OFFSET + 0x110)).isEmpty();
    assertThat(module.functionAt(ElfBytes.FROM_OFFSET + 0x234)).contains("internal");
    assertThat(module.functionAt(ElfBytes.FROM_OFFSET)).isEmpty();
    assertThat(module.functionAt(0)).isEmpty();
  }

  @Test
  void read_followsTheDebugLinkOfAStrippedFile() throws IOException {
    byte[] debug =
        new ElfBytes().symbols(FULL, new Symbol("visit_decref", CODE + 0x300, 0x40)).bytes();
    write("usr/bin/stripped", new ElfBytes().debugLink("stripped.debug", crc(debug)));
    Files.createDirectories(root.resolve("usr/lib/debug/usr/bin"));
    Files.write(root.resolve("usr/lib/debug/usr/bin/stripped.debug"), debug);

    assertThat(Module.read(root, "/usr/bin/stripped").functionAt(ElfBytes.FROM_OFFSET + 0x310))
        .contains("visit_decref");
  }

  @Test
  void read_ofALinkToAnotherBuildsSymbols_doesNotFollowIt() throws IOException {
    byte[] debug = new ElfBytes().symbols(FULL, new Symbol("wrong", CODE + 0x300, 0x40)).bytes();
    write("usr/bin/stripped", new ElfBytes().debugLink("stripped.debug", crc(debug) + 1));
    Files.write(root.resolve("usr/bin/stripped.debug"), debug);

    assertThat(Module.read(root, "/usr/bin/stripped").functionAt(ElfBytes.FROM_OFFSET + 0x310))
        .isEmpty();
  }

  @Test
  void read_findsSymbolsByBuildId() throws IOException {
    byte[] note = {4, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 'G', 'N', 'U', 0, (byte) 0xab, 1, 2, 0};
    write("usr/bin/stripped", new ElfBytes().section(".note.gnu.build-id", 7, note, 0));
    write(
        "usr/lib/debug/.build-id/ab/0102.debug",
        new ElfBytes().symbols(FULL, new Symbol("update_refs", CODE + 8, 8)));

    assertThat(Module.read(root, "/usr/bin/stripped").functionAt(ElfBytes.FROM_OFFSET + 9))
        .contains("update_refs");
  }

  @Test
  void read_ofWhatIsNoElfFile_saysSo() throws IOException {
    Files.writeString(root.resolve("script"), "#!/bin/sh\n".repeat(20));
    Files.write(root.resolve("cut"), new byte[] {0x7f, 'E', 'L', 'F'});

    assertThatThrownBy(() -> Module.read(root, "/script")).hasMessageContaining("not a 64-bit");
    assertThatThrownBy(() -> Module.read(root, "/cut")).hasMessageContaining("cut short");
  }

  private void write(String path, ElfBytes elf) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolve("..").normalize());
    Files.write(file, elf.bytes());
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
