package io.tributary.stream.tap;

/**
 * A tap at work.
 *
 * @param replay what the buffer held when the tap was opened; the tap is called with what follows
 *     and nothing else
 * @param close ends it, from any thread; a call that is under way still arrives
 */
public record Tapped(Replay replay, Runnable close) {}
