package dev.cowbell.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTest {
  @TempDir Path folder;

  @Test
  void find_ofNothing_saysWhatToInstall() {
    assertThatThrownBy(() -> Python.find(folder.resolve("nothing").toString()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("install python3")
        .hasMessageContaining("--python");
  }

  @Test
  void find_ofAnOldOne_namesItsVersion() throws IOException {
    String old = interpreter("cpython 3 6 15 /usr/bin/python3.6");

    assertThatThrownBy(() -> Python.find(old))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("3.6.15")
        .hasMessageContaining("3.8");
  }

  @Test
  void find_ofAnotherImplementation_isRefused() throws IOException {
    String pypy = interpreter("pypy 3 10 2 /usr/bin/pypy3");

    assertThatThrownBy(() -> Python.find(pypy))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("pypy");
  }

  @ParameterizedTest
  @CsvSource({
    "3 8 0,true",
    "3 13 9,true",
    "3 14 0,false",
    "3 14 4,false",
    "3 14 5,true",
    "3 15 0,true"
  })
  void fullCollections_areMissingFrom3140To3144Only(String version, boolean expected)
      throws Exception {
    Python python = Python.find(interpreter("cpython " + version + " /opt/my python/bin/python3"));

    assertThat(python.hasFullCollections()).isEqualTo(expected);
    assertThat(python.command()).isEqualTo("/opt/my python/bin/python3");
  }

  private String interpreter(String answer) throws IOException {
    Path script = folder.resolve("python-" + answer.replaceAll("\\W", "-"));
    Files.writeString(script, "#!/bin/sh\necho '" + answer + "'\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script.toString();
  }
}
