/**
 * The kernel's text files. Exists so that reading bytes and understanding them stay apart; knows
 * nothing of families, interpreters or the wire.
 */
@NullMarked
package dev.cowbell.collector.procfs;

import org.jspecify.annotations.NullMarked;
