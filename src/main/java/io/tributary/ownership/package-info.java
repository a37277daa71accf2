/**
 * Which APIs this process runs: all of them, or in a cluster those that it holds a claim to. Each
 * is run by one node at a time.
 */
package io.tributary.ownership;
