package dev.cowbell.collector.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import dev.cowbell.api.contract.v1.Basis;
import dev.cowbell.api.contract.v1.ByteReading;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.Pressure;
import dev.cowbell.api.contract.v1.Rollup;
import dev.cowbell.api.contract.v1.SharingFigures;
import dev.cowbell.api.contract.v1.UnavailableReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageJsonTest {

  @Test
  void of_aMessage_isTheGoldenText() {
    SharingFigures figures =
        SharingFigures.newBuilder()
            .setStillSharedBytes(1L << 40)
            .setPrivateGrowthBytes(-4096)
            .setBasis(Basis.BASIS_UPPER_BOUND)
            .build();

    assertThat(MessageJson.of(figures))
        .isEqualTo(
            """
            {
              "stillSharedBytes": "1099511627776",
              "sharingLossBytes": "0",
              "privateGrowthBytes": "-4096",
              "basis": "BASIS_UPPER_BOUND"
            }
            """);
  }

  @Test
  void of_listsAndMapsAndAbsence_isTheGoldenText() {
    HostIdentity host =
        HostIdentity.newBuilder().setHostId("a\"b\\c\nd\u2028é😀").putLabels("rack", "12").build();
    ByteReading absent = ByteReading.getDefaultInstance();

    assertThat(MessageJson.of(host))
        .isEqualTo(
            """
            {
              "hostId": "a\\"b\\\\c\\u000ad\\u2028é😀",
              "bootId": "",
              "hostname": "",
              "labels": {
                "rack": "12"
              }
            }
            """);
    assertThat(MessageJson.of(absent)).isEqualTo("{}\n");
    assertThat(MessageJson.of(HostTick.getDefaultInstance()))
        .startsWith("{\n  \"sequence\": \"0\",\n  \"gaps\": [],");
  }

  @Test
  void of_numbersOfTheFullRange_areUnsignedOrWords() throws Exception {
    assertThat(MessageJson.of(Rollup.newBuilder().setRssBytes(-1).build()))
        .contains("\"rssBytes\": \"18446744073709551615\"");
    Pressure odd = Pressure.newBuilder().setSomeAvg10(Double.NaN).setFullAvg10(1.25e-7).build();
    assertThat(MessageJson.of(odd)).contains("\"someAvg10\": \"NaN\"").contains("1.25E-7");
    assertThat(readBack(MessageJson.of(HostTick.newBuilder().setPressure(pressure(odd)).build())))
        .isEqualTo(HostTick.newBuilder().setPressure(pressure(odd)).build());
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0s", "1, 500000000, 1.500s", "0, 1000, 0.000001s", "-1, -5, -1.000000005s"})
  void of_aDuration_isSeconds(long seconds, int nanos, String text) {
    Duration duration = Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();

    assertThat(MessageJson.of(duration)).isEqualTo('"' + text + "\"\n");
  }

  @Test
  void of_aTime_isRfc3339() {
    Timestamp time = Timestamp.newBuilder().setSeconds(1_795_000_000).setNanos(7_000_000).build();

    assertThat(MessageJson.of(time)).isEqualTo("\"2026-11-18T11:06:40.007Z\"\n");
  }

  @Test
  void aWholeTick_isReadBackByProtobufsOwnReader() throws Exception {
    HostTick.Builder tick = HostTick.newBuilder().setSequence(7);
    tick.setCollectedAt(Timestamp.newBuilder().setSeconds(1).setNanos(5));
    tick.setInterval(Duration.newBuilder().setSeconds(10).setNanos(1_000_000));
    tick.addFamiliesBuilder()
        .setMasterPid(-1)
        .setService("a\tb")
        .addWorkersBuilder()
        .getSharingBuilder()
        .getUnavailableBuilder()
        .setReason(UnavailableReason.UNAVAILABLE_REASON_BORN_UNSEEN);
    tick.addFamiliesBuilder()
        .getPolicyBuilder()
        .getPolicyBuilder()
        .addThresholds(700)
        .addThresholds(10);

    assertThat(readBack(MessageJson.of(tick.build()))).isEqualTo(tick.build());
  }

  private static dev.cowbell.api.contract.v1.HostPressure pressure(Pressure memory) {
    return dev.cowbell.api.contract.v1.HostPressure.newBuilder()
        .setMemory(dev.cowbell.api.contract.v1.PressureReading.newBuilder().setPressure(memory))
        .build();
  }

  private static HostTick readBack(String json) throws InvalidProtocolBufferException {
    HostTick.Builder tick = HostTick.newBuilder();
    JsonFormat.parser().merge(json, tick);
    return tick.build();
  }
}
