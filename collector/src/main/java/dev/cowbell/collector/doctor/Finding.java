package dev.cowbell.collector.doctor;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;

/**
 * One thing looked at.
 *
 * @param what it is and what it is for
 * @param result what was found, or why it cannot be had and what would allow it
 */
record Finding(String what, Reading<String> result) {

  /** One line. */
  String line() {
    return switch (result) {
      case Reading.Measured<String>(String found) -> "yes  " + what + ": " + found;
      case Reading.Unavailable<String>(Reason reason, String why) -> "no   " + what + ": " + why;
    };
  }
}
