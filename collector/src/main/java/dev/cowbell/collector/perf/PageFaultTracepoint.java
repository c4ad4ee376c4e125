package dev.cowbell.collector.perf;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's tracepoint exceptions:page_fault_user, which x86 has and Arm has not: its number on
 * this host and where its fields are, {@code events/exceptions/page_fault_user/{id,format}} below
 * the trace file system.
 *
 * @param addressOffset of the address written to, in the raw data of a record
 * @param instructionOffset of the address of the instruction that wrote
 */
public record PageFaultTracepoint(int id, int addressOffset, int instructionOffset) {
  /**
   * User code wrote to a page that is there and may not be written: a copy is due. Bits of the x86
   * error code: 1 page present, 2 write, 4 user mode. A page of a shared mapping written for the
   * first time, and an inherited page whose other holders have left, give the same code.
   */
  static final String COPY_ON_WRITE = "error_code==7";

  private static final List<String> FOLDERS = List.of("kernel/tracing", "kernel/debug/tracing");
  private static final String EVENT = "events/exceptions/page_fault_user";
  private static final Pattern FIELD =
      Pattern.compile("field:unsigned long (\\w+);\\s*offset:(\\d{1,4});\\s*size:8;");
  private static final int MAX_BYTES = 16 * 1024;

  /**
   * Finds it.
   *
   * @param sysRoot usually /sys
   */
  public static Reading<PageFaultTracepoint> find(Path sysRoot) {
    for (String name : FOLDERS) {
      Path folder = sysRoot.resolve(name);
      if (Files.exists(folder) && !isEmptyMountPoint(folder)) {
        return read(folder);
      }
    }
    return Reading.unavailable(
        Reason.NOT_SUPPORTED,
        "the trace file system is not mounted: mount -t tracefs nodev /sys/kernel/tracing");
  }

  /** A folder that may not be listed is no mount point that waits. */
  private static boolean isEmptyMountPoint(Path folder) {
    String[] names = folder.toFile().list();
    return names != null && names.length == 0;
  }

  private static Reading<PageFaultTracepoint> read(Path traceFs) {
    Path event = traceFs.resolve(EVENT);
    try {
      return parse(text(event.resolve("id")), text(event.resolve("format")));
    } catch (AccessDeniedException denied) {
      return Reading.unavailable(
          Reason.PERMISSION_DENIED,
          traceFs + " is refused by the kernel: run as root or with CAP_DAC_READ_SEARCH");
    } catch (IOException missing) {
      return Reading.unavailable(
          Reason.NOT_SUPPORTED,
          event + " could not be read; only x86 kernels with tracepoints have it");
    }
  }

  static Reading<PageFaultTracepoint> parse(String id, String format) {
    OptionalInt address = offset(format, "address");
    OptionalInt instruction = offset(format, "ip");
    if (!id.strip().matches("[0-9]{1,6}") || address.isEmpty() || instruction.isEmpty()) {
      return Reading.unavailable(
          Reason.MALFORMED, "the tracepoint page_fault_user has other fields on this kernel");
    }
    return Reading.of(
        new PageFaultTracepoint(
            Integer.parseInt(id.strip()), address.getAsInt(), instruction.getAsInt()));
  }

  private static OptionalInt offset(String format, String field) {
    Matcher matcher = FIELD.matcher(format);
    while (matcher.find()) {
      if (matcher.group(1).equals(field)) {
        return OptionalInt.of(Integer.parseInt(matcher.group(2)));
      }
    }
    return OptionalInt.empty();
  }

  private static String text(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_BYTES), java.nio.charset.StandardCharsets.US_ASCII);
    }
  }
}
