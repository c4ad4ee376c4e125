package dev.cowbell.api.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger readings = new AtomicInteger();
  private volatile CountDownLatch read = new CountDownLatch(1);
  private long tookMillis;

  @Test
  void get_withinTheTime_isWhatWasRead() {
    Fresh<Integer> fresh = fresh();
    assertThat(fresh.get()).isEqualTo(1);
    pass(15_000);
    assertThat(fresh.get()).isEqualTo(1);
    assertThat(readings).hasValue(1);
  }

  @Test
  void get_afterIt_isWhatIsAtHand_whileItIsReadAnew() throws InterruptedException {
    Fresh<Integer> fresh = fresh();
    fresh.get();
    read = new CountDownLatch(1);
    pass(15_001);
    assertThat(fresh.get()).isEqualTo(1);
    assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(readings).hasValue(2);
  }

  @Test
  void get_ofWhatIsMuchOlder_isReadAnew() {
    Fresh<Integer> fresh = fresh();
    fresh.get();
    pass(90_001);
    assertThat(fresh.get()).isEqualTo(2);
  }

  @Test
  void get_ofWhatTookLong_isReadForAHundredthOfTheTime() {
    tookMillis = 1_000;
    Fresh<Integer> fresh = fresh();
    fresh.get();
    pass(100_000);
    assertThat(fresh.get()).isEqualTo(1);
    assertThat(readings).hasValue(1);
    pass(100_001);
    assertThat(fresh.get()).isEqualTo(2);
  }

  @Test
  void get_ofWhatTookVeryLong_isStillReadAfterTwoMinutes() throws InterruptedException {
    tookMillis = 60_000;
    Fresh<Integer> fresh = fresh();
    fresh.get();
    read = new CountDownLatch(1);
    pass(120_001);
    fresh.get();
    assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private Fresh<Integer> fresh() {
    return new Fresh<>(this::reading, Duration.ofSeconds(15), nanos::get);
  }

  private int reading() {
    pass(tookMillis);
    int number = readings.incrementAndGet();
    read.countDown();
    return number;
  }

  private void pass(long millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }
}
