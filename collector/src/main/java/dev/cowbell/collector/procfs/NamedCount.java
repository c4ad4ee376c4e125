package dev.cowbell.collector.procfs;

/** A file of lines "name 123", of which one is wanted. */
final class NamedCount {
  private NamedCount() {}

  static long parse(KernelText text, String wanted) throws ParseException {
    while (!text.atEnd()) {
      if (text.skip(wanted) && text.skip(" ")) {
        return text.number(wanted);
      }
      text.nextLine();
    }
    throw text.expected(wanted);
  }
}
