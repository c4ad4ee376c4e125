package dev.cowbell.aggregator.ingest;

/**
 * A transaction that held several polls failed. All but the last of them are gone from memory, so
 * they have to be read again from where the database stands.
 */
final class TransactionLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TransactionLostException(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}
