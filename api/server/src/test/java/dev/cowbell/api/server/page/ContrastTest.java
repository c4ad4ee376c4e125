package dev.cowbell.api.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Colours of the style sheet against each other, in the light and in the dark: WCAG 2.2, success
 * criteria 1.4.3 (text, 4.5 to 1) and 1.4.11 (graphics, 3 to 1).
 */
class ContrastTest {
  private static final Path STYLE = Path.of("src/main/resources/templates/part/style.html");
  private static final Pattern COLOUR =
      Pattern.compile("--([a-z0-9-]+):#([0-9a-f]{3}(?:[0-9a-f]{3})?)\\b");

  @ParameterizedTest
  @CsvSource({
    "ink, paper, 4.5",
    "ink, card, 4.5",
    "ink, faint, 4.5",
    "soft, paper, 4.5",
    "soft, card, 4.5",
    "warn, warn-bg, 4.5",
    "warn, paper, 4.5",
    "s0, card, 4.5",
    "s1, card, 4.5",
    "s2, card, 4.5",
    "s3, card, 4.5",
    "s4, card, 4.5",
    "s5, card, 4.5",
    "s1, paper, 4.5",
    "edge, paper, 3",
    "edge, card, 3",
    "accent, paper, 3"
  })
  void colours_canBeToldApart_inTheLightAndInTheDark(String front, String back, double least)
      throws Exception {
    String style = Files.readString(STYLE, UTF_8);
    int dark = style.indexOf("@media(prefers-color-scheme:dark)");
    Map<String, String> light = colours(style.substring(0, dark));
    Map<String, String> inTheDark = new HashMap<>(light);
    inTheDark.putAll(colours(style.substring(dark, style.indexOf("}}", dark))));

    assertThat(contrast(light, front, back)).as("light").isGreaterThanOrEqualTo(least);
    assertThat(contrast(inTheDark, front, back)).as("dark").isGreaterThanOrEqualTo(least);
  }

  private static Map<String, String> colours(String style) {
    Map<String, String> colours = new HashMap<>();
    Matcher found = COLOUR.matcher(style);
    while (found.find()) {
      String hex = found.group(2);
      colours.put(found.group(1), hex.length() == 6 ? hex : hex.replaceAll("(.)", "$1$1"));
    }
    return colours;
  }

  private static double contrast(Map<String, String> colours, String front, String back) {
    double one = luminance(colours.getOrDefault(front, ""));
    double other = luminance(colours.getOrDefault(back, ""));
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(String hex) {
    return 0.2126 * channel(hex, 0) + 0.7152 * channel(hex, 2) + 0.0722 * channel(hex, 4);
  }

  private static double channel(String hex, int at) {
    double value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
