package dev.cowbell.api.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageRequestTest {
  @Test
  void size_zeroMeansFifty_andAThousandIsTheMost() {
    assertThat(PageRequest.of("hosts", 0, "", 1).size()).isEqualTo(50);
    assertThat(PageRequest.of("hosts", 5000, "", 1).size()).isEqualTo(1000);
    assertThatThrownBy(() -> PageRequest.of("hosts", -1, "", 1))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("-1");
  }

  @Test
  void token_ofAPage_leadsBehindItsLastRow() {
    Page<String> page = PageRequest.of("hosts", 2, "", 1).cut(List.of("a", "b", "c"), List::of);

    assertThat(page.rows()).containsExactly("a", "b");
    assertThat(PageRequest.of("hosts", 2, page.nextToken(), 1).after()).containsExactly("b");
  }

  @Test
  void lastPage_hasNoToken() {
    assertThat(PageRequest.of("hosts", 2, "", 1).cut(List.of("a", "b"), List::of).nextToken())
        .isEmpty();
  }

  @Test
  void token_ofAnotherListOrWithOtherFilters_isRefused() {
    String token = PageToken.write("recommendations\0demo\0", List.of("a", "b", "1"));

    assertThat(PageToken.read("recommendations\0demo\0", token, 3)).containsExactly("a", "b", "1");
    assertThatThrownBy(() -> PageToken.read("recommendations\0shop\0", token, 3))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> PageToken.read("recommendations\0demo\0", token, 2))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> PageToken.read("hosts", "no base64!", 1)).isInstanceOf(Refusal.class);
  }
}
