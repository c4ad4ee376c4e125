/**
 * Kafka and PostgreSQL inside this JVM, and the folder they keep their data in. Knows nothing of
 * Cowbell's own processes.
 */
@NullMarked
package dev.cowbell.standalone.embedded;

import org.jspecify.annotations.NullMarked;
