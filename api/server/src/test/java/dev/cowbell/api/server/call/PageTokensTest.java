package dev.cowbell.api.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PageTokensTest {
  private final PageTokens tokens = PageTokens.sharing("a secret of some length");

  @Test
  void size_isCoercedIntoWhatIsAnswered() {
    assertThat(tokens.page("hosts", 0, "", 1).size()).isEqualTo(50);
    assertThat(tokens.page("hosts", 7, "", 1).size()).isEqualTo(7);
    assertThat(tokens.page("hosts", 5000, "", 1).size()).isEqualTo(1000);
    assertRefused("page_size", () -> tokens.page("hosts", -1, "", 1));
  }

  @Test
  void nextToken_isGivenWhileMoreFollows_andLeadsThere() {
    var page = tokens.page("hosts", 2, "", 2);

    assertThat(page.fetch()).isEqualTo(3);
    assertThat(page.cut(List.of("a", "b"), key -> List.of(key, "")).nextToken()).isEmpty();
    String next = page.cut(List.of("a", "b", "c"), key -> List.of(key, "")).nextToken();
    assertThat(tokens.page("hosts", 2, next, 2).after()).containsExactly("b", "");
  }

  @Test
  void token_isTakenByAReplicaWithTheSameSecret_andByNoOther() {
    String token = tokens.write("hosts", List.of("host-a"));

    assertThat(PageTokens.sharing("a secret of some length").read("page_token", "hosts", token, 1))
        .containsExactly("host-a");
    assertRefused(
        "page_token",
        () -> PageTokens.sharing("another secret").read("page_token", "hosts", token, 1));
    assertRefused(
        "page_token", () -> PageTokens.ofThisProcess().read("page_token", "hosts", token, 1));
  }

  @Test
  void token_ofAnotherRequest_isRefused() {
    String token = tokens.write("hosts", List.of("host-a"));

    assertRefused("page_token", () -> tokens.page("services", 0, token, 1));
    assertRefused("page_token", () -> tokens.page("hosts\0zone = a", 0, token, 1));
    assertRefused("page_token", () -> tokens.page("hosts", 0, token, 2));
  }

  @Test
  void token_doesNotShowWhereTheListAndTheKeyPart() {
    String token = tokens.write("a\0b", List.of("c"));

    assertRefused("page_token", () -> tokens.page("a", 0, token, 2));
  }

  @Test
  void token_changedInAnyBit_isRefused() {
    byte[] good = Base64.getUrlDecoder().decode(tokens.write("hosts", List.of("host-a")));
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bad);
      assertRefused("page_token", () -> tokens.page("hosts", 0, token, 1));
    }
  }

  @Test
  void rubbish_isRefusedAndNothingElse() {
    Random random = new Random(6);
    for (int i = 0; i < 5000; i++) {
      StringBuilder rubbish = new StringBuilder("x");
      int length = random.nextInt(80);
      for (int c = 0; c < length; c++) {
        rubbish.append((char) random.nextInt(random.nextBoolean() ? 128 : 0xd000));
      }
      assertRefused("page_token", () -> tokens.page("hosts", 0, rubbish.toString(), 1));
    }
    assertRefused("page_token", () -> tokens.page("hosts", 0, "A".repeat(1_000_000), 1));
  }

  private static void assertRefused(String field, ThrowingCallable asking) {
    assertThatThrownBy(asking)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).contains(field));
  }
}
