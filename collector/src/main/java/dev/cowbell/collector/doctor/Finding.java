package dev.cowbell.collector.doctor;

import dev.cowbell.collector.reading.Reading;

/**
 * One thing looked at.
 *
 * @param what it is and what it is for
 * @param result what was found, or why it cannot be had and what would allow it
 */
record Finding(String what, Reading<String> result) {

  /** One line. */
  String line() {
    return result.fold(
        found -> "yes  " + what + ": " + found, absent -> "no   " + what + ": " + absent.detail());
  }
}
