/**
 * Ownership in a cluster: one node runs each API by a claim in a shared map. Not yet part of the
 * service: the configuration refuses {@code cluster} until positions and commands are shared too.
 */
package io.tributary.ownership.cluster;
