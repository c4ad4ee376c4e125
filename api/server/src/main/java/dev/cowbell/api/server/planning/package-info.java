/**
 * {@code CapacityService}: plans and reports as callers of the API get them. It may not compute
 * either: it checks what is asked, asks, and sends.
 */
@NullMarked
package dev.cowbell.api.server.planning;

import org.jspecify.annotations.NullMarked;
