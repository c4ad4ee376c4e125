package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.fixture.Database;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Looks at the ledger again and again, whatever else goes on. */
final class LedgerWatch {

  private final Database database;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile @Nullable Throwable wrong;
  private final AtomicInteger looks = new AtomicInteger();

  LedgerWatch(Database database) {
    this.database = database;
    this.thread = Thread.ofVirtual().name("ledger-watch").start(this::run);
  }

  private void run() {
    try {
      while (!stopping) {
        Ledger.now(database).assertBalanced();
        looks.incrementAndGet();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    } catch (SQLException | AssertionError e) {
      wrong = e;
    }
  }

  /** Fails when it was ever out of balance, or never looked at. */
  void finish() throws InterruptedException {
    stopping = true;
    thread.join();
    Throwable found = wrong;
    if (found != null) {
      throw new AssertionError("the ledger was out of balance", found);
    }
    if (looks.get() == 0) {
      throw new AssertionError("nobody looked at the ledger");
    }
  }
}
