package dev.cowbell.collector.procfs;

/**
 * {@code /proc/pressure/*} (Linux 4.20), as in the kernel's accounting/psi.rst.
 *
 * @param someAverage10 share of the last ten seconds in which some task waited: 0 to 1
 * @param fullAverage10 share of the last ten seconds in which all tasks waited: 0 to 1; for the CPU
 *     of a whole host the kernel defines it as 0
 * @param someTotalMicros time in which some task waited, since boot
 */
public record Pressure(double someAverage10, double fullAverage10, long someTotalMicros) {

  /** Parses one such file. */
  public static Pressure parse(KernelText text) throws ParseException {
    double someAverage10 = average10(text, "some");
    text.until('=', "avg60=");
    text.until('=', "avg300=");
    text.until('=', "total=");
    long someTotalMicros = text.number("total");
    // Before Linux 5.13 the file for the CPU has no second line.
    double fullAverage10 = text.nextLine() ? average10(text, "full") : 0;
    return new Pressure(someAverage10, fullAverage10, someTotalMicros);
  }

  private static double average10(KernelText text, String kind) throws ParseException {
    if (!text.skip(kind) || !text.skip(" avg10=")) {
      throw text.expected(kind + " avg10=");
    }
    return text.fraction("avg10", 100) / 100;
  }
}
