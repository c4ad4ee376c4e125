package dev.cowbell.collector.kubernetes;

/**
 * Up to where the server has told of pods (kubernetes.io/docs/reference/using-api/api-concepts,
 * "Resource versions").
 */
sealed interface Position {
  /** Nothing was told yet. */
  record Unheard() implements Position {}

  /** All up to this version, which is the server's and means nothing to others. */
  record At(String version) implements Position {}

  /** The server does not know the version any more. */
  record Forgotten() implements Position {}

  /**
   * Which list to ask for. What a server has in its cache will do at first, and spares its store,
   * which would look through the pods of all nodes; after a version was forgotten it might be older
   * than what is known, so then it has to be what is true now.
   */
  default String listVersion() {
    return this instanceof Unheard ? "0" : "";
  }
}
