package dev.cowbell.collector.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes captured from the ring of Linux 6.18 on x86-64. */
class FaultRecordsTest {
  private static final PageFaultTracepoint FIELDS = new PageFaultTracepoint(190, 8, 16);
  private static final String TWO_COPIES =
      "0900000001004000853a0000873a0000157279de4d06000024000000be000101873a0000e0f7042000000000ac85f6133e7f0000070000000000000000000000"
          + "0900000001004000853a0000873a0000e99079de4d06000024000000be000101873a000082ea042000000000c185f6133e7f0000070000000000000000000000";
  private static final String ONE_MINOR_FAULT =
      "0900000002002800182a46e9ed7f00004735000055350000fa6895be4e0600000070e1c8ed7f0000";
  private static final String LOST = "02000000000018000100000000000000" + "2a00000000000000";

  private final Heard heard = new Heard();

  /** Remembers what it is told. */
  private static final class Heard implements FaultSink {
    final List<String> faults = new ArrayList<>();
    long lost;

    @Override
    public void fault(int process, long nanos, long address, long instruction) {
      faults.add(
          process
              + " "
              + nanos
              + " "
              + Long.toHexString(address)
              + " "
              + Long.toHexString(instruction));
    }

    @Override
    public void lost(long records) {
      lost += records;
    }
  }

  @Test
  void parse_ofTheTracepoint_readsProcessTimeAddressAndInstruction() {
    FaultRecords.OF_THE_TRACEPOINT.parse(bytes(TWO_COPIES), FIELDS, heard);

    assertThat(heard.faults)
        .containsExactly(
            "14981 6931514749461 2004f7e0 7f3e13f685ac",
            "14981 6931514757353 2004ea82 7f3e13f685c1");
  }

  @Test
  void parse_ofTheSoftwareEvent_readsTheSame() {
    FaultRecords.OF_THE_SOFTWARE_EVENT.parse(bytes(ONE_MINOR_FAULT), FIELDS, heard);

    assertThat(heard.faults).containsExactly("13639 6935274678522 7fedc8e17000 7fede9462a18");
  }

  @Test
  void parse_countsWhatTheKernelLost() {
    FaultRecords.OF_THE_TRACEPOINT.parse(bytes(LOST + TWO_COPIES), FIELDS, heard);

    assertThat(heard.lost).isEqualTo(42);
    assertThat(heard.faults).hasSize(2);
  }

  @Test
  void parse_ofACutOrImpossibleRecord_stopsThere() {
    FaultRecords.OF_THE_TRACEPOINT.parse(bytes(TWO_COPIES.substring(0, 128 + 40)), FIELDS, heard);
    FaultRecords.OF_THE_TRACEPOINT.parse(bytes("0900000001000000"), FIELDS, heard);

    assertThat(heard.faults).hasSize(1);
  }

  private static ByteBuffer bytes(String hexadecimal) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hexadecimal)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
