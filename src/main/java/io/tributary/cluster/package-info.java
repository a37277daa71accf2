/** The node among nodes: who is there, and maps that all share. Needs the cluster manager's jar. */
package io.tributary.cluster;
