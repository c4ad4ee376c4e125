package dev.cowbell.collector.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFaultTracepointTest {
  private static final String FORMAT =
      """
      name: page_fault_user
      ID: 190
      format:
      \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
      \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

      \tfield:unsigned long address;\toffset:8;\tsize:8;\tsigned:0;
      \tfield:unsigned long ip;\toffset:16;\tsize:8;\tsigned:0;
      \tfield:unsigned long error_code;\toffset:24;\tsize:8;\tsigned:0;
      """;

  @TempDir Path sysRoot;

  @Test
  void parse_findsTheFieldsWhereThisKernelPutsThem() {
    assertThat(PageFaultTracepoint.parse("190\n", FORMAT).optional())
        .contains(new PageFaultTracepoint(190, 8, 16));
  }

  @Test
  void parse_ofOtherFields_isMalformed() {
    assertThat(PageFaultTracepoint.parse("190\n", "").isAbsentFor(Reason.MALFORMED)).isTrue();
    assertThat(PageFaultTracepoint.parse("no", FORMAT).isAbsentFor(Reason.MALFORMED)).isTrue();
  }

  @Test
  void find_whereNothingIsMounted_saysWhatToMount() throws IOException {
    Files.createDirectories(sysRoot.resolve("kernel/tracing"));

    assertThat(PageFaultTracepoint.find(sysRoot).toString())
        .contains("mount -t tracefs nodev /sys/kernel/tracing");
  }

  @Test
  void find_whereTheProcessorHasNoSuchTracepoint_saysSo() throws IOException {
    Files.createDirectories(sysRoot.resolve("kernel/tracing/events/sched"));

    assertThat(PageFaultTracepoint.find(sysRoot).toString()).contains("only x86");
  }

  @Test
  void online_understandsRangesAndSingles() {
    assertThat(CpuList.parse("0-2,5\n").optional()).contains(List.of(0, 1, 2, 5));
    assertThat(CpuList.parse("all").isAbsentFor(Reason.MALFORMED)).isTrue();
  }
}
