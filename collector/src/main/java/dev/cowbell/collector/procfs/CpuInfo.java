package dev.cowbell.collector.procfs;

/**
 * The first processor of {@code /proc/cpuinfo}, proc_cpuinfo(5), and how many there are.
 *
 * @param vendor as the kernel spells it, such as GenuineIntel; on Arm the implementer, such as 0x41
 * @param family x86 only, else 0
 * @param model x86 model or Arm part
 * @param stepping x86 stepping, or Arm variant x 16 + revision
 */
public record CpuInfo(String vendor, int family, int model, int stepping, int processors) {

  /** Parses the file. */
  public static CpuInfo parse(KernelText text) throws ParseException {
    CpuInfoLines lines = new CpuInfoLines();
    while (!text.atEnd()) {
      lines.add(text.restOfLine());
      text.nextLine();
    }
    return lines.result().orElseThrow(() -> text.expected("vendor_id or CPU implementer"));
  }
}
