/**
 * A cluster on trial: processes of their own in networks of their own, faults in random order, and
 * what every node emitted and a consumer received, held against the promises.
 */
package io.tributary.it.cluster;
