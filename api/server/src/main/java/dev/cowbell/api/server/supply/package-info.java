/**
 * What a plan starts from: what services hold of each hardware class, and what there is. It may not
 * know what is asked of it.
 */
@NullMarked
package dev.cowbell.api.server.supply;

import org.jspecify.annotations.NullMarked;
