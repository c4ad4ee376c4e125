package dev.cowbell.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir Path folder;

  @Test
  void value_inTheEnvironment_winsOverTheFile() throws IOException {
    Settings settings =
        Settings.of(
            Map.of("COWBELL_CONFIG_FILE", file("INTERVAL=30s\nPORT=1\n"), "INTERVAL", "5s"));

    assertThat(interval(settings)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.port("PORT", "a port", "2")).isEqualTo(1);
    assertThat(settings.fromFile()).containsExactly(Map.entry("PORT", "1"));
  }

  @Test
  void file_mayHoldRemarksEmptyLinesAndQuotes() throws Exception {
    Settings settings =
        Settings.of(Map.of("COWBELL_CONFIG_FILE", file("# ours\n\nINTERVAL=\"30s\"\n")));

    assertThat(interval(settings)).isEqualTo(Duration.ofSeconds(30));
    settings.throwIfFaulty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INTERVAL=ten      | INTERVAL is "ten"; it has to be a duration such as 500ms, 10s, 2m, 1h or 7d, from 100ms to 1h
          INTERVAL=2h       | INTERVAL is "2h"; it has to be
          INTERVAL          | line 1 is "INTERVAL"; it has to be KEY=value
          INTERVALL=10s     | INTERVALL in
          INTERVALL=10s     | is no setting of this program; did you mean INTERVAL?
          """)
  void fault_inAFile_namesKeyValueAndWhatIsAllowed(String content, String said) throws IOException {
    Settings settings = Settings.of(Map.of("COWBELL_CONFIG_FILE", file(content)));
    Duration read = interval(settings);
    settings.refuseUnknownKeys();

    assertThat(read).isPositive();
    assertThatThrownBy(settings::throwIfFaulty).hasMessageContaining(said);
  }

  @Test
  void fault_ofAFileThatIsNotThere_namesItsSetting() {
    Settings settings = Settings.of(Map.of("COWBELL_CONFIG_FILE", "/nowhere"));

    assertThatThrownBy(settings::throwIfFaulty)
        .hasMessage(
            "COWBELL_CONFIG_FILE is \"/nowhere\"; it has to be a readable file with KEY=value on"
                + " each line (NoSuchFileException)");
  }

  /** What is not like any may be meant for another program. */
  @Test
  void keyOfTheEnvironment_thatIsAlmostOne_isRefused() {
    Settings settings =
        Settings.of(Map.of("COWBELL_INTERVALL", "5s", "COWBELL_SERVICE", "shop", "INTERVALS", "1"));
    settings.text("COWBELL_INTERVAL", "between two ticks", "a duration");
    settings.refuseUnknownKeys();

    assertThatThrownBy(settings::throwIfFaulty)
        .hasMessage(
            "COWBELL_INTERVALL is no setting of this program; did you mean COWBELL_INTERVAL?");
  }

  @Test
  void faults_areToldAllAtOnce() {
    Settings settings = Settings.of(Map.of("INTERVAL", "x", "PORT", "y"));
    Duration interval = interval(settings);
    int port = settings.port("PORT", "a port", "2");
    String host = settings.required("HOST", "where", "a host", Pattern.compile(".*"));

    assertThat(interval).isEqualTo(Duration.ofSeconds(10));
    assertThat(port).isEqualTo(2);
    assertThat(host).isEmpty();
    assertThatThrownBy(settings::throwIfFaulty)
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "INTERVAL is \"x\"", "PORT is \"y\"", "HOST is not set; it has to be a host");
  }

  @Test
  void secret_inAFile_isReadFromThere() throws IOException {
    Settings settings = Settings.of(Map.of("PASSWORD_FILE", file("hush\n")));

    assertThat(settings.secret("PASSWORD", "a password")).contains("hush");
  }

  @Test
  void secret_givenTwice_isRefusedWithoutBeingTold() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("PASSWORD_FILE", file("hush"));
    environment.put("PASSWORD", "hush-too");
    Settings settings = Settings.of(environment);
    settings.secret("PASSWORD", "a password");

    assertThatThrownBy(settings::throwIfFaulty)
        .hasMessage("PASSWORD and PASSWORD_FILE are both set; it has to be one of them");
  }

  @Test
  void reference_listsWhatAReaderAsksFor_withDefaults() {
    List<Setting> asked = Settings.askedBy(SettingsTest::interval);

    assertThat(asked).extracting(Setting::key).containsExactly("COWBELL_CONFIG_FILE", "INTERVAL");
    assertThat(asked.getLast())
        .isEqualTo(
            new Setting(
                "INTERVAL",
                "between two ticks",
                "a duration such as 500ms, 10s, 2m, 1h or 7d, from 100ms to 1h",
                "10s",
                false));
  }

  private static Duration interval(Settings settings) {
    return settings.duration(
        "INTERVAL", "between two ticks", "10s", Duration.ofMillis(100), Duration.ofHours(1));
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("settings"), content).toString();
  }
}
