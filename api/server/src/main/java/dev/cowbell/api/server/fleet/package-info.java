/**
 * What is out there: hosts, hardware classes, services, families and workers at their last tick. It
 * may not know what sharing is worth.
 */
@NullMarked
package dev.cowbell.api.server.fleet;

import org.jspecify.annotations.NullMarked;
