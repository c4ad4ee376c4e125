package dev.cowbell.collector.procfs;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Bytes of one kernel file with a cursor. The bytes may be a buffer that the next file reuses, so a
 * parser copies what it keeps. Parsing allocates nothing but the words asked for. Loops over bytes
 * make no calls, since they are interpreted at first.
 */
public final class KernelText {
  /** 2^53 bytes: more than any machine has, and a thousand of them still fit a long. */
  private static final long MOST_KIBIBYTES = 1L << 43;

  private static final long LONG_MAX_TENTH = Long.MAX_VALUE / 10;
  private static final int LONG_MAX_LAST_DIGIT = (int) (Long.MAX_VALUE % 10);

  private final String path;
  private final byte[] bytes;
  private final int length;
  private int position;
  private int line = 1;

  KernelText(String path, byte[] bytes, int length) {
    this.path = path;
    this.bytes = bytes;
    this.length = length;
  }

  /** A text of its own, as tests and captured files have it. */
  public static KernelText of(String path, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new KernelText(path, bytes, bytes.length);
  }

  /** This text, where its last line is ended as the kernel ends every line. */
  KernelText requireWholeLines() throws ParseException {
    if (length > 0 && bytes[length - 1] != '\n') {
      throw new ParseException(path, lines(), "a line end: the file was cut short");
    }
    return this;
  }

  private int lines() {
    int lines = 1;
    for (int at = 0; at < length; at++) {
      lines += bytes[at] == '\n' ? 1 : 0;
    }
    return lines;
  }

  boolean isEmpty() {
    return length == 0;
  }

  boolean atEnd() {
    return position >= length;
  }

  /** Moves to the start of the next line; false at the end of the file. */
  boolean nextLine() {
    position = find('\n');
    stepBehind();
    line++;
    return !atEnd();
  }

  /** Back to where reading began. */
  void toFirstLine() {
    position = 0;
    line = 1;
  }

  /** Where this byte is from here on; the end of the file where it is not. */
  private int find(char wanted) {
    int at = position;
    while (at < length && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** The text up to the last occurrence of a byte in the file, with the cursor behind that byte. */
  String untilLast(char end, String field) throws ParseException {
    for (int at = length - 1; at >= position; at--) {
      if (bytes[at] == end) {
        String text = new String(bytes, position, at - position, UTF_8);
        position = at + 1;
        return text;
      }
    }
    throw expected(field);
  }

  /** The text up to a byte in this line, with the cursor behind that byte. */
  String until(char end, String field) throws ParseException {
    int at = position;
    while (at < length && bytes[at] != end && bytes[at] != '\n') {
      at++;
    }
    if (at >= length || bytes[at] != end) {
      throw expected(field);
    }
    String text = new String(bytes, position, at - position, UTF_8);
    position = at + 1;
    return text;
  }

  /**
   * The text up to a byte or to the end of the file. Lines do not count: for files whose separator
   * is NUL.
   */
  String untilOrEnd(char end) {
    int at = find(end);
    String text = new String(bytes, position, at - position, UTF_8);
    position = at;
    stepBehind();
    return text;
  }

  /** Moves behind the next occurrence of a byte, or to the end of the file. */
  void skipPast(char end) {
    position = find(end);
    stepBehind();
  }

  /** Never further than the end: texts end without their last separator, too. */
  private void stepBehind() {
    position = Math.min(position + 1, length);
  }

  /** The rest of this line, with the cursor on its end. */
  String restOfLine() {
    int start = position;
    position = find('\n');
    return new String(bytes, start, position - start, UTF_8).strip();
  }

  /** The next word of this line; empty at its end. */
  String word() {
    skipBlanks();
    int start = position;
    skipToBlank();
    return new String(bytes, start, position - start, UTF_8);
  }

  /** Skips words of this line. */
  void skipWords(int count) {
    for (int i = 0; i < count; i++) {
      skipBlanks();
      skipToBlank();
    }
  }

  /** A decimal number from 0 to Long.MAX_VALUE. */
  long number(String field) throws ParseException {
    skipBlanks();
    int at = position;
    long value = 0;
    for (; at < length; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      if (value >= LONG_MAX_TENTH && (value > LONG_MAX_TENTH || digit > LONG_MAX_LAST_DIGIT)) {
        throw expected(field + " below 2^63");
      }
      value = value * 10 + digit;
    }
    if (at == position) {
      throw expected(field);
    }
    position = at;
    return value;
  }

  /** A decimal number from 0 to this one: what is above can be no such figure. */
  long number(String field, long most) throws ParseException {
    long value = number(field);
    if (value > most) {
      throw expected(field + " of at most " + most);
    }
    return value;
  }

  /** A hexadecimal number from 0 to Long.MAX_VALUE. */
  long hexadecimal(String field) throws ParseException {
    skipBlanks();
    int start = position;
    long value = 0;
    for (int digit; !atEnd() && (digit = Character.digit(bytes[position], 16)) >= 0; position++) {
      if (value >> (Long.SIZE - 5) != 0) {
        throw expected(field + " below 2^63");
      }
      value = (value << 4) | digit;
    }
    if (position == start) {
      throw expected(field);
    }
    return value;
  }

  /** An address in hexadecimal, up to 2^64, as the number of its page. */
  long pageNumber(String field) throws ParseException {
    int start = position;
    long value = 0;
    for (int digit; !atEnd() && (digit = Character.digit(bytes[position], 16)) >= 0; position++) {
      value = (value << 4) | digit;
    }
    if (position == start || position - start > 16) {
      throw expected(field);
    }
    return Long.divideUnsigned(value, Statm.PAGE_BYTES);
  }

  /** A decimal fraction such as 12.34, from 0 to this number. */
  double fraction(String field, long most) throws ParseException {
    double value = number(field, most);
    if (skip(".")) {
      int start = position;
      double digits = number(field);
      value += digits / Math.pow(10, position - start);
    }
    if (value > most) {
      throw expected(field + " of at most " + most);
    }
    return value;
  }

  /** A number of kibibytes ("123 kB") in bytes. */
  long kibibytes(String field) throws ParseException {
    return number(field, MOST_KIBIBYTES) * 1024;
  }

  /** Whether the cursor's line begins with this, which is then skipped. */
  boolean skip(String ascii) {
    if (position + ascii.length() > length) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[position + i] != ascii.charAt(i)) {
        return false;
      }
    }
    position += ascii.length();
    return true;
  }

  ParseException expected(String field) {
    return new ParseException(path, line, field);
  }

  private void skipBlanks() {
    int at = position;
    while (at < length && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    position = at;
  }

  private void skipToBlank() {
    int at = position;
    while (at < length && bytes[at] != ' ' && bytes[at] != '\t' && bytes[at] != '\n') {
      at++;
    }
    position = at;
  }
}
