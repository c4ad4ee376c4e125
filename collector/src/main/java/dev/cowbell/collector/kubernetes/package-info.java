/**
 * What Kubernetes calls the processes of this node: from a cgroup's path to pod, container and
 * owner. Knows nothing of memory and families; the API server may be away for as long as it likes.
 * Reading the wire is ours, since a client library would cost more memory than everything else.
 */
@NullMarked
package dev.cowbell.collector.kubernetes;

import org.jspecify.annotations.NullMarked;
