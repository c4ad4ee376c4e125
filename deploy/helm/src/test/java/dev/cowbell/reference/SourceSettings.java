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
 * parameter tag, name, KEY, default, purpose and behind a bar what is allowed;
 * application.properties a property with its key and default in braces, and above it the same words
 * as a remark.
 *
 * @param module its folder
 */
record SourceSettings(Path module) {
  private static final Pattern PARAMETER =
      Pattern.compile(
          "@param \\w+ (COWBELL_[A-Z_]+)(.*?)(?=\\n\\s*\\* @|\\n\\s*\\*/)", Pattern.DOTALL);
  private static final Pattern DEFAULT_AND_PURPOSE = Pattern.compile(", ([^:;]+): (.*)");
  private static final Pattern PROPERTY =
      Pattern.compile("(?m)^(?:# (.*)\\n)?[\\w.\"-]+=\\$\\{(COWBELL_[A-Z_]+)(?::([^}]*))?}");
  private static final Pattern LITERAL =
      Pattern.compile("\"(COWBELL_[A-Z_]+)\"|\\$\\{(COWBELL_[A-Z_]+)");

  List<Setting> settings() {
    Map<String, Setting> found = new LinkedHashMap<>();
    for (String source : sources(".java")) {
      PARAMETER
          .matcher(source)
          .results()
          .forEach(p -> put(found, documented(p.group(1), p.group(2))));
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

  private static Setting documented(String key, String text) {
    String words = text.replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
    Matcher matcher = DEFAULT_AND_PURPOSE.matcher(words);
    if (!matcher.matches()) {
      return setting(key, words.replaceFirst("^[;:,] ?", ""), "", false);
    }
    boolean isRequired = matcher.group(1).equals("required");
    return setting(key, matcher.group(2), isRequired ? "" : matcher.group(1), isRequired);
  }

  private static Setting property(String key, @Nullable String remark, @Nullable String fallback) {
    return setting(key, remark == null ? "" : remark, fallback == null ? "" : fallback, false);
  }

  /** What it is, and behind a bar what it may be. */
  private static Setting setting(String key, String words, String fallback, boolean isRequired) {
    String[] purposeAndAllowed = words.split(" \\| ", 2);
    return new Setting(
        key,
        purposeAndAllowed[0],
        purposeAndAllowed.length > 1 ? purposeAndAllowed[1] : "",
        fallback,
        isRequired);
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
