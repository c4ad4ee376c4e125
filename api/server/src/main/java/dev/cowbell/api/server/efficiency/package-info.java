/**
 * What sharing is worth: arms side by side, the sharing curve and savings. It may not know how any
 * of it is shown.
 */
@NullMarked
package dev.cowbell.api.server.efficiency;

import org.jspecify.annotations.NullMarked;
