package dev.cowbell.settings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of settings: KEY=value on a line, # before a remark. systemd reads the same as an
 * EnvironmentFile.
 */
final class SettingsFile {
  private static final Pattern LINE = Pattern.compile("([A-Z][A-Z0-9_]*)=(.*)");

  private SettingsFile() {}

  /**
   * What is in it; what is wrong with it goes to the faults, with the number of the line.
   *
   * @param named the setting that names the file, for messages
   */
  static Map<String, String> read(String named, Path file, List<String> faults) {
    try {
      return parse(file.toString(), Files.readAllLines(file), faults);
    } catch (MalformedInputException binary) {
      faults.add(named + " is \"" + file + "\"; it has to be a text file in UTF-8");
    } catch (IOException unreadable) {
      faults.add(
          named
              + " is \""
              + file
              + "\"; it has to be a readable file with KEY=value on each line ("
              + unreadable.getClass().getSimpleName()
              + ")");
    }
    return Map.of();
  }

  static Map<String, String> parse(String name, List<String> lines, List<String> faults) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      String where = name + " line " + (i + 1);
      if (!matcher.matches()) {
        faults.add(where + " is \"" + line + "\"; it has to be KEY=value, or a remark after #");
      } else if (values.put(matcher.group(1), unquoted(matcher.group(2).strip())) != null) {
        faults.add(where + " sets " + matcher.group(1) + " a second time");
      }
    }
    return values;
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
