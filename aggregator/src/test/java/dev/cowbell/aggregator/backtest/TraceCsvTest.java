package dev.cowbell.aggregator.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceCsvTest {

  private static final String ROW = "h1,1000,4,10,w1,0.0,60.0,5,7";

  @Test
  void linesOfATrace_giveThatTraceAgain() {
    Trace trace =
        TraceCsv.parse(
            List.of(
                "# source: recorded, here",
                TraceCsv.HEADER,
                ROW,
                "h1,1000,4,10,w1,0.0,120.0,5,-9"));
    assertThat(trace.source()).isEqualTo("recorded, here");
    assertThat(trace.hosts().getFirst().lives().getFirst().points()).hasSize(2);
    assertThat(TraceCsv.parse(TraceCsv.lines(trace))).isEqualTo(trace);
  }

  @Test
  void whatCannotBeUsed_isNamedWithItsLine() {
    refused("line 2: expected 9 columns, found 2", TraceCsv.HEADER, "h1,5");
    refused("line 1: expected the header host,", ROW);
    refused("line 2: column 2 is \"x\", not a number", TraceCsv.HEADER, ROW.replace("1000", "x"));
    refused(
        "line 2: column 9 is \"NaN\", not a number", TraceCsv.HEADER, ROW.replace(",7", ",NaN"));
    refused("line 2: column 3 is 0.0, below 1.0", TraceCsv.HEADER, ROW.replace(",4,", ",0,"));
    refused("line 3: worker w1 was older", TraceCsv.HEADER, ROW, ROW.replace("60.0", "59.0"));
    refused("line 2: column 1 is empty", TraceCsv.HEADER, ROW.replace("h1", ""));
    refused("there is not one reading in it", TraceCsv.HEADER);
  }

  private static void refused(String message, String... lines) {
    assertThatThrownBy(() -> TraceCsv.parse(List.of(lines)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
