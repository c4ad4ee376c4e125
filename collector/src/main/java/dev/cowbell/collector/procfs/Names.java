package dev.cowbell.collector.procfs;

import java.util.Optional;

/** Makes what others wrote fit to be a name: no control characters, not long. */
public final class Names {
  /** Longer than any name people use; short enough for a column of a page. */
  static final int MAX_LENGTH = 120;

  private Names() {}

  /** What can be seen of it; absent where that is nothing. */
  public static Optional<String> clean(String raw) {
    StringBuilder name = new StringBuilder();
    raw.codePoints().filter(Names::isVisible).limit(MAX_LENGTH).forEach(name::appendCodePoint);
    String text = name.toString().strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** The last part of a path. */
  static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
