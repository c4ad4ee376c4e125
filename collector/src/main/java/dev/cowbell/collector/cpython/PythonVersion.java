package dev.cowbell.collector.cpython;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of an interpreter.
 *
 * @param patch empty where only names told the version
 */
record PythonVersion(int major, int minor, Optional<Integer> patch) {
  private static final Pattern NAME =
      Pattern.compile("(?:lib)?python(\\d)\\.(\\d{1,2})[a-z]*(?:\\.so.*)?");

  /** From PY_VERSION_HEX, which {@code Py_Version} holds. */
  static PythonVersion ofHex(long hex) {
    return new PythonVersion(
        (int) (hex >> 24) & 0xff, (int) (hex >> 16) & 0xff, Optional.of((int) (hex >> 8) & 0xff));
  }

  /** From the base name of a library or executable, such as libpython3.10.so.1.0. */
  static Optional<PythonVersion> ofFileName(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new PythonVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Optional.empty()))
        : Optional.empty();
  }

  boolean isPlausible() {
    return major == 3 && minor >= 0 && minor < 40;
  }

  @Override
  public String toString() {
    return major + "." + minor + patch.map(p -> "." + p).orElse("");
  }
}
