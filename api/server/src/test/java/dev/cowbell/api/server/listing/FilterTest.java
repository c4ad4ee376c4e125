package dev.cowbell.api.server.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.api.server.call.Refusal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                        | 5",
        "name = Alma                               | 1",
        "name = \"berta's twin\"                   | 1",
        "name : BERTA                              | 2",
        "name != Alma                              | 4",
        "litres >= 24                              | 3",
        "litres = 31.0                             | 2",
        "litres<0                                  | 1",
        "horned = true AND litres > 7              | 2",
        "horned = true AND litres = 7 OR name=Alma | 2",
        "(horned = true AND litres = 7) OR name = Berta | 2",
        "NOT horned = true                         | 2",
        "NOT (name : berta OR calves : Ida)        | 2",
        "calves : Ida                              | 2",
        "calves : \"\"                             | 1",
        "name : %                                  | 1",
        "name : \"\\\"Cora\\\" \\\\\"              | 1"
      })
  void filter_findsWhatItSays(String filter, int rows) {
    assertThat(found(filter)).hasSize(rows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "name =",
        "= Alma",
        "name = Alma AND",
        "name = Alma litres = 3",
        "milk = 3",
        "litres = many",
        "litres = 1e400000000",
        "litres : 3",
        "horned = maybe",
        "name < Alma",
        "(name = Alma",
        "name = Alma)",
        "name = \"Alma",
        "name = Alma; DROP TABLE host",
        "NOT",
        "()"
      })
  void filter_thatIsWrong_isRefusedByField(String filter) {
    assertThatThrownBy(() -> found(filter))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).contains("filter"));
  }

  @Test
  void filter_thatIsLongOrDeep_isRefused() {
    assertRefused("x".repeat(1001));
    assertRefused("(".repeat(400) + "name = Alma" + ")".repeat(400));
    assertRefused("name = \"a\0b\"");
  }

  @Test
  void rubbish_isRefusedOrRead_andNothingElseHappens() {
    Random random = new Random(66);
    String[] words = {
      "name", "litres", "horned", "calves", "=", "!=", ":", "<", ">=", "(", ")", "AND", "OR", "NOT",
      "\"", "\\", "31", "true", "Ida", "'", ";", "--", "\0", "\n", "😀", "e", "-", "."
    };
    for (int i = 0; i < 50_000; i++) {
      StringBuilder filter = new StringBuilder();
      int length = random.nextInt(12);
      for (int w = 0; w < length; w++) {
        filter.append(words[random.nextInt(words.length)]);
        filter.append(random.nextInt(3) == 0 ? "" : " ");
      }
      try {
        assertThat(found(filter.toString())).hasSizeLessThanOrEqualTo(5);
      } catch (Refusal refusal) {
        assertThat(refusal.field()).contains("filter");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "litres      | <b>\"Cora\" \\ O'Hara</b>, 100% _dairy, Alma, Berta, berta's twin",
        "litres desc | Berta, berta's twin, Alma, 100% _dairy, <b>\"Cora\" \\ O'Hara</b>",
        "horned, name desc | Berta, <b>\"Cora\" \\ O'Hara</b>, berta's twin, Alma, 100% _dairy"
      })
  void order_isThatAskedFor_thenByKey(String orderBy, String names) {
    assertThat(
            String.join(
                ", ",
                new MemoryList<>(Cow.ALL, Cow::values)
                    .page(Cow.asking("", orderBy, 0, "")).rows().stream().map(Cow::name).toList()))
        .isEqualTo(names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"milk", "name sideways", "calves", "name,,litres", "name, name desc", ","})
  void order_thatIsWrong_isRefusedByField(String orderBy) {
    assertThatThrownBy(() -> Cow.asking("", orderBy, 0, ""))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).contains("order_by"));
  }

  private static void assertRefused(String filter) {
    assertThatThrownBy(() -> found(filter)).isInstanceOf(Refusal.class);
  }

  private static List<Cow> found(String filter) {
    return new MemoryList<>(Cow.ALL, Cow::values).page(Cow.asking(filter, "", 0, "")).rows();
  }
}
