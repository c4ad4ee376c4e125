/** Certificates for tests of TLS. Knows nothing of who uses them. */
@NullMarked
package dev.cowbell.collector.certificate;

import org.jspecify.annotations.NullMarked;
