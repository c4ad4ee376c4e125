package dev.cowbell.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of one process. The environment wins over the file that COWBELL_CONFIG_FILE names. All
 * faults are kept, so that they are told at once; every setting that is asked for is kept as well,
 * which makes the reference. Not for several threads.
 */
public final class Settings {
  private static final String PREFIX = "COWBELL_";
  private static final String FILE = PREFIX + "CONFIG_FILE";
  private static final Pattern LABEL =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9._/]{0,119})=([^=,]{0,120})");

  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final List<String> faults;
  private final Map<String, Setting> asked = new LinkedHashMap<>();

  private Settings(Map<String, String> environment, Map<String, String> file, List<String> faults) {
    this.environment = environment;
    this.file = file;
    this.faults = faults;
  }

  /** The settings in these environment variables and in the file that they name. */
  public static Settings of(Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    String name = environment.getOrDefault(FILE, "").strip();
    Settings settings =
        new Settings(
            environment,
            name.isEmpty() ? Map.of() : SettingsFile.read(FILE, Path.of(name), faults),
            faults);
    settings.ask(
        new Setting(
            FILE,
            "a file with more settings, KEY=value on each line; the environment wins",
            "a file that can be read",
            "",
            false));
    return settings;
  }

  /**
   * Environment and file of this process, for a program whose framework reads by itself: what
   * stands in the file only is told to it as system properties. Secrets in files are read into the
   * answer alone.
   *
   * @param program beside which {@code settings.names} lists what there is to be set
   * @throws ConfigException where the file, or a file that holds a secret, cannot be used, and
   *     where a key is none of those
   */
  public static Map<String, String> ofProcess(Class<?> program, List<String> secrets)
      throws ConfigException {
    Settings settings = of(System.getenv());
    Map<String, String> all = new LinkedHashMap<>(System.getenv());
    settings.fromFile().forEach(all::put);
    settings.fromFile().forEach(System::setProperty);
    for (String secret : secrets) {
      settings.secret(secret, "").ifPresent(value -> all.put(secret, value));
    }
    names(program).forEach(name -> settings.ask(new Setting(name, "", "", "", false)));
    settings.refuseUnknownKeys();
    settings.throwIfFaulty();
    return all;
  }

  private static List<String> names(Class<?> program) {
    try (InputStream list = program.getResourceAsStream("settings.names")) {
      if (list == null) {
        throw new IllegalStateException("settings.names is missing beside " + program.getName());
      }
      return new String(list.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The settings that a reader asks for, in its order: what it is told is what nobody set. */
  public static List<Setting> askedBy(Consumer<Settings> reader) {
    Settings nothing = of(Map.of());
    reader.accept(nothing);
    return List.copyOf(nothing.asked.values());
  }

  /** A duration with its unit. */
  public Duration duration(
      String key, String purpose, String fallback, Duration least, Duration most) {
    return parsed(
        key,
        purpose,
        fallback,
        "a duration such as 500ms, 10s, 2m, 1h or 7d, from %s to %s"
            .formatted(Units.text(least), Units.text(most)),
        Units::duration,
        value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
  }

  /** A size with its unit. */
  public long bytes(String key, String purpose, String fallback, long least) {
    String bound = least > 0 ? ", at least " + least + " bytes" : "";
    return parsed(
        key,
        purpose,
        fallback,
        "a size such as 64MiB, 512KiB or 1048576" + bound,
        Units::bytes,
        value -> value >= least);
  }

  /** A percentage as a share: 0.5% is 0.005. */
  public double percent(String key, String purpose, String fallback) {
    return parsed(
        key,
        purpose,
        fallback,
        "a percentage above 0% and up to 100%, such as 0.5%",
        Units::percent,
        value -> value > 0 && value <= 1);
  }

  /** A whole number. */
  public int integer(String key, String purpose, String fallback, int least, int most) {
    return parsed(
        key,
        purpose,
        fallback,
        "a number from " + least + " to " + most,
        Units::integer,
        value -> value >= least && value <= most);
  }

  /** A port; 0 is any free one. */
  public int port(String key, String purpose, String fallback) {
    return parsed(
        key,
        purpose,
        fallback,
        "a port number from 0 to 65535, 0 for any free one",
        Units::integer,
        value -> value >= 0 && value <= 65535);
  }

  /** Yes or no. */
  public boolean flag(String key, String purpose, String fallback) {
    return choice(key, purpose, fallback, List.of("true", "false")).equals("true");
  }

  /** One of several words. */
  public String choice(String key, String purpose, String fallback, List<String> words) {
    return parsed(key, purpose, fallback, String.join(", ", words), Optional::of, words::contains);
  }

  /** A text; absent where nobody set it. */
  public Optional<String> text(String key, String purpose, String allowed) {
    ask(new Setting(key, purpose, allowed, "", false));
    return value(key);
  }

  /** A text of a certain form; absent where nobody set it. */
  public Optional<String> text(String key, String purpose, String allowed, Pattern form) {
    Optional<String> text = text(key, purpose, allowed);
    text.filter(value -> !form.matcher(value).matches())
        .ifPresent(value -> fault(key, value, allowed));
    return text;
  }

  /** A text with a default. */
  public String text(String key, String purpose, String allowed, String fallback) {
    ask(new Setting(key, purpose, allowed, fallback, false));
    return value(key).orElse(fallback);
  }

  /** A text that there is no way without; empty where it is missing, which is a fault. */
  public String required(String key, String purpose, String allowed, Pattern form) {
    ask(new Setting(key, purpose, allowed, "", true));
    Optional<String> text = value(key);
    if (text.isEmpty()) {
      faults.add(key + " is not set; it has to be " + allowed);
    }
    text.filter(value -> !form.matcher(value).matches())
        .ifPresent(value -> fault(key, value, allowed));
    return text.orElse("");
  }

  /** A file that can be read; absent where nobody set it. */
  public Optional<Path> readableFile(String key, String purpose) {
    Optional<Path> path = text(key, purpose, "a file that can be read").map(Path::of);
    path.filter(file -> !Files.isRegularFile(file) || !Files.isReadable(file))
        .ifPresent(file -> fault(key, file.toString(), "a file that can be read"));
    return path;
  }

  /** A secret, here or, better, in a file that the same name with _FILE behind it names. */
  public Optional<String> secret(String key, String purpose) {
    Optional<String> here = text(key, purpose, "a secret; better in a file, see " + key + "_FILE");
    Optional<Path> file = readableFile(key + "_FILE", "a file that holds " + key);
    if (here.isPresent() && file.isPresent()) {
      faults.add(key + " and " + key + "_FILE are both set; it has to be one of them");
    }
    return file.isPresent() ? file.flatMap(path -> firstLine(key + "_FILE", path)) : here;
  }

  private Optional<String> firstLine(String key, Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException unreadable) {
      fault(key, file.toString(), "a file that can be read");
      return Optional.empty();
    }
  }

  /** key=value,key=value. */
  public Map<String, String> labels(String key, String purpose) {
    String allowed = "labels such as region=eu,rack=12";
    Map<String, String> labels = new LinkedHashMap<>();
    for (String label :
        text(key, purpose, allowed).map(t -> t.split(",", -1)).orElse(new String[0])) {
      Matcher matcher = LABEL.matcher(label.strip());
      if (matcher.matches()) {
        labels.put(matcher.group(1), matcher.group(2));
      } else {
        fault(key, label, allowed);
      }
    }
    return labels;
  }

  /** Takes note of a value that cannot be used. */
  public void fault(String key, String value, String allowed) {
    faults.add(key + " is \"" + value + "\"; it has to be " + allowed);
  }

  /**
   * Takes keys of the file that nobody has asked for by now for typing errors, and those of the
   * environment that are almost one that was asked for; others there may be somebody else's.
   */
  public void refuseUnknownKeys() {
    for (String key : unknown(file)) {
      faults.add(
          key
              + " in "
              + environment.get(FILE)
              + " is no setting of this program"
              + nearest(key).map(known -> "; did you mean " + known + "?").orElse(""));
    }
    for (String key : unknown(environment)) {
      nearest(key)
          .filter(known -> key.startsWith(PREFIX))
          .ifPresent(
              known ->
                  faults.add(key + " is no setting of this program; did you mean " + known + "?"));
    }
  }

  private List<String> unknown(Map<String, String> given) {
    return given.keySet().stream().filter(key -> !asked.containsKey(key)).sorted().toList();
  }

  /** Says what is wrong, once all has been asked for. */
  public void throwIfFaulty() throws ConfigException {
    if (!faults.isEmpty()) {
      throw new ConfigException(faults);
    }
  }

  /** What the file says and the environment does not: for a framework that reads by itself. */
  public Map<String, String> fromFile() {
    Map<String, String> values = new LinkedHashMap<>(file);
    values.keySet().removeAll(environment.keySet());
    return values;
  }

  private Optional<String> nearest(String key) {
    return asked.keySet().stream().filter(known -> EditDistance.of(known, key) <= 2).findFirst();
  }

  private <T> T parsed(
      String key,
      String purpose,
      String fallback,
      String allowed,
      Function<String, Optional<T>> parser,
      Predicate<T> isAllowed) {
    ask(new Setting(key, purpose, allowed, fallback, false));
    String text = value(key).orElse(fallback);
    Optional<T> value = parser.apply(text).filter(isAllowed);
    if (value.isEmpty()) {
      fault(key, text, allowed);
    }
    return value.or(() -> parser.apply(fallback)).orElseThrow();
  }

  private void ask(Setting setting) {
    asked.put(setting.key(), setting);
  }

  private Optional<String> value(String key) {
    return Optional.ofNullable(environment.get(key))
        .or(() -> Optional.ofNullable(file.get(key)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
