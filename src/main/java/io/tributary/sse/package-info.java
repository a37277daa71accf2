/**
 * What the bytes of an event stream mean: {@link io.tributary.sse.SseParser} reads them, {@link
 * io.tributary.sse.SseEncoder} writes them. No network.
 *
 * <p>Inside the parser a chunk passes {@code SseDecoder} (chunk to lines), {@code Field} (line to
 * field) and {@code EventBlock} (fields to event); {@code SseParser} itself adds demand, handlers
 * and the source.
 */
package io.tributary.sse;
