package io.tributary.sse;

/** What a {@link SseDecoder} came upon; the value is read from the decoder. */
enum Step {
  /** An event is dispatched. */
  EVENT,
  /** A comment line, where comments are wanted. */
  COMMENT,
  /** A valid {@code retry} field. */
  RETRY,
  /** A block without data changed the last event id. */
  LAST_EVENT_ID,
  /** An event that was too large ended. */
  OVERSIZE,
  /** Nothing to tell: go on. */
  NONE,
  /** Every byte was read: the decoder needs the next chunk. */
  STARVED
}
