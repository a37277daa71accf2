/** Positions that all nodes of a cluster share. */
package io.tributary.checkpoint.cluster;
