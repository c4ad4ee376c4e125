package dev.cowbell.collector.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfImageTest {
  @TempDir Path folder;

  @Test
  void read_ofTheJvmLibrary_findsItsExportedSymbols() throws IOException {
    Path library = Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so");
    try (FileChannel file = FileChannel.open(library)) {
      ElfImage image = ElfImage.read(file, Set.of("JNI_CreateJavaVM", "malloc", "no_such_symbol"));

      // malloc is there, but undefined: it comes from another library.
      assertThat(image.symbolAddresses()).containsOnlyKeys("JNI_CreateJavaVM");
    }
  }

  @Test
  void addressIn_isWhereTheLinkerPutItMovedByTheLoader() {
    ElfImage image = new ElfImage(0x400000, 0, java.util.Map.of("x", 0x401234L));

    assertThat(image.addressIn(new Mapping(0x7f0000000000L, 0, "/x"), "x"))
        .hasValue(0x7f0000001234L);
    assertThat(image.addressIn(new Mapping(0x400000L, 0, "/x"), "x")).hasValue(0x401234L);
    assertThat(image.addressIn(new Mapping(0x400000L, 0, "/x"), "y")).isEmpty();
  }

  @Test
  void read_ofWhatIsNoElfFile_saysSo() throws IOException {
    Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n" + "#".repeat(100));
    Path empty = Files.createFile(folder.resolve("empty"));

    try (FileChannel file = FileChannel.open(script)) {
      assertThatThrownBy(() -> ElfImage.read(file, Set.of("x")))
          .hasMessage("not a 64-bit little-endian ELF file");
    }
    try (FileChannel file = FileChannel.open(empty)) {
      assertThatThrownBy(() -> ElfImage.read(file, Set.of("x"))).hasMessage("cut short at 0");
    }
  }
}
