package dev.cowbell.reference;

import dev.cowbell.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a program that reads them by itself, from its sources: a record's Javadoc says a
 * parameter tag, name, KEY, default and purpose; application.properties a property with its key and
 * default in braces, and the code which kind of value it asks for.
 *
 * @param module its folder
 */
record SourceSettings(Path module) {
  private static final Pattern PARAMETER =
      Pattern.compile(
          "@param \\w+ (COWBELL_[A-Z_]+)(.*?)(?=\\n\\s*\\* @|\\n\\s*\\*/)", Pattern.DOTALL);
  private static final Pattern DEFAULT_AND_PURPOSE = Pattern.compile(", ([^:;]+)(?:[:;] (.*))?");
  private static final Pattern PROPERTY =
      Pattern.compile("(?m)^(?:# (.*)\\n)?[\\w.\"-]+=\\$\\{(COWBELL_[A-Z_]+)(?::([^}]*))?}");
  private static final Pattern KIND = Pattern.compile("\\.(\\w+)\\(\\s*\"(COWBELL_[A-Z_]+)\"");
  private static final Pattern LITERAL =
      Pattern.compile("\"(COWBELL_[A-Z_]+)\"|\\$\\{(COWBELL_[A-Z_]+)");
  private static final Map<String, String> ALLOWED =
      Map.of(
          "duration", "a duration such as 500ms, 10s, 2m, 1h or 7d",
          "integer", "a number",
          "onOff", "on or off",
          "isWantedAtStart", "true or false");

  List<Setting> settings() {
    Map<String, Setting> found = new LinkedHashMap<>();
    Map<String, String> kinds = new LinkedHashMap<>();
    for (String source : sources(".java")) {
      KIND.matcher(source).results().forEach(kind -> kinds.put(kind.group(2), kind.group(1)));
    }
    for (String source : sources(".java")) {
      PARAMETER
          .matcher(source)
          .results()
          .forEach(p -> put(found, documented(p.group(1), p.group(2), kinds)));
    }
    for (String source : sources("application.properties")) {
      PROPERTY
          .matcher(source)
          .results()
          .forEach(p -> put(found, property(p.group(2), p.group(1), p.group(3))));
    }
    return List.copyOf(found.values());
  }

  /** Every key that stands anywhere in the sources. */
  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (String source :
        Stream.concat(sources(".java").stream(), sources("application.properties").stream())
            .toList()) {
      LITERAL
          .matcher(source)
          .results()
          .forEach(key -> keys.add(key.group(1) == null ? key.group(2) : key.group(1)));
    }
    return keys;
  }

  private static void put(Map<String, Setting> found, Setting setting) {
    found.putIfAbsent(setting.key(), setting);
  }

  private static Setting documented(String key, String text, Map<String, String> kinds) {
    String words = text.replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
    String allowed = ALLOWED.getOrDefault(kinds.getOrDefault(key, ""), "text");
    Matcher matcher = DEFAULT_AND_PURPOSE.matcher(words);
    if (!matcher.matches()) {
      return new Setting(key, words.replaceFirst("^[;:,] ?", ""), allowed, "", false);
    }
    boolean isRequired = matcher.group(1).startsWith("required");
    return new Setting(
        key,
        matcher.group(2) == null ? words.replaceFirst("^, ", "") : matcher.group(2),
        allowed,
        isRequired ? "" : matcher.group(1),
        isRequired);
  }

  private static Setting property(String key, @Nullable String remark, @Nullable String fallback) {
    return new Setting(
        key, remark == null ? "" : remark, "text", fallback == null ? "" : fallback, false);
  }

  private List<String> sources(String end) {
    try (Stream<Path> files = Files.walk(module.resolve("src/main"))) {
      return files
          .filter(file -> file.toString().endsWith(end))
          .sorted()
          .map(SourceSettings::read)
          .toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
