/** Ownership in a cluster: one node runs each API by a claim in a shared map. */
package io.tributary.ownership.cluster;
