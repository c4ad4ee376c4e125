package dev.cowbell.api.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.server.chart.Strip;
import dev.cowbell.api.server.history.Window;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostWordsTest {
  private static final HostView.Past PAST =
      new HostView.Past(
          Window.longest(Instant.parse("2026-01-02T03:04:05Z")), List.of(), List.of());

  @Test
  void whatWasBroken_isSaidFirst() {
    assertThat(words(row("Memory available", true), row("Page cache", false), row("Disk", true)))
        .isEqualTo("Memory available and disk broke their limits over the last 24 h.");
    assertThat(words(row("Disk", true))).isEqualTo("Disk broke its limit over the last 24 h.");
  }

  @Test
  void withoutABreach_itSaysThatWhatCouldBeReadWasKept() {
    assertThat(words(row("Disk", false)))
        .isEqualTo("Every limit that could be read was kept over the last 24 h.");
  }

  private static String words(Strip.Row... rows) {
    HostWords words = HostWords.of(List.of(), PAST, new Strip(List.of(rows), List.of()));
    assertThat(words.sentences()).containsExactly("No pre-forked family ran at its last tick.");
    return words.headline();
  }

  private static Strip.Row row(String name, boolean broken) {
    return new Strip.Row(name, "a limit", broken ? "broken" : "kept", broken, List.of());
  }
}
