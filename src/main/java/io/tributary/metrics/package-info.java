/**
 * What is counted about streams, and how it is shown. Streams count in plain fields of their event
 * loop ({@link io.tributary.metrics.StreamFigures}); a registry reads them when it is read itself.
 */
package io.tributary.metrics;
