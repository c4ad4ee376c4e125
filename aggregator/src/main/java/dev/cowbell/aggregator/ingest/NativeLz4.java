package dev.cowbell.aggregator.ingest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import net.jpountz.lz4.LZ4Factory;

/**
 * Lets Kafka's client decompress natively. It takes what lz4-java has loaded, and under a class
 * loader that is not the system's, such as Quarkus's, that library loads its native part only when
 * asked: without it decompressing took a tenth of the aggregator's CPU time.
 */
final class NativeLz4 {

  private static final Logger LOG = System.getLogger(NativeLz4.class.getName());

  private NativeLz4() {}

  /** Where it cannot be loaded, such as from a folder without execution, Java does the same. */
  static void load() {
    try {
      LZ4Factory.nativeInstance();
    } catch (LinkageError | RuntimeException | AssertionError e) {
      LOG.log(Level.INFO, "decompressing LZ4 in Java, its native library cannot be loaded: {0}", e);
    }
  }
}
