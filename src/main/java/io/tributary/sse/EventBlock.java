package io.tributary.sse;

/**
 * The event that is being read: collects the fields of a block of lines and dispatches it at the
 * blank line (WHATWG HTML §9.2.6). Lines come as bytes, without their ends.
 *
 * <p>A block whose field lines exceed the limit is skipped: its data and type are let go, its
 * {@code id} and {@code retry} lines still count. A single line beyond the limit never counts, for
 * it is not kept.
 */
final class EventBlock {

  private final EventTypes types = new EventTypes();
  private final BlockData data = new BlockData();

  private int maxSize = SseParser.DEFAULT_MAX_EVENT_SIZE;
  private long size;
  private String type = SseEvent.DEFAULT_EVENT;
  private String pendingId = "";
  private String lastEventId = "";

  private SseEvent event;
  private SseOversize oversize;
  private long retry;

  void maxSize(int bytes) {
    maxSize = bytes;
  }

  void lastEventId(String id) {
    pendingId = id;
    lastEventId = id;
  }

  String lastEventId() {
    return lastEventId;
  }

  SseEvent event() {
    return event;
  }

  SseOversize oversize() {
    return oversize;
  }

  long retry() {
    return retry;
  }

  BlockData data() {
    return data;
  }

  /** Takes a line that is neither empty nor a comment. */
  Step field(Field field, byte[] line, int from, int to) {
    if (!count(to - from)) {
      return Step.NONE;
    }
    int value = field.valueStart(line, from, to);
    switch (field) {
      case DATA -> data.add(line, value, to);
      case EVENT -> type = value == to ? SseEvent.DEFAULT_EVENT : types.of(line, value, to);
      case ID -> pendingId = idOr(pendingId, line, value, to);
      case RETRY -> {
        retry = number(line, value, to);
        return retry < 0 ? Step.NONE : Step.RETRY;
      }
      default -> {}
    }
    return Step.NONE;
  }

  /**
   * Adds a field line's length to the size of the block; beyond the limit what was collected so far
   * is let go.
   *
   * @return whether a line of that length is read at all
   */
  boolean count(long lineLength) {
    size += lineLength;
    if (size > maxSize) {
      data.clear();
    }
    return lineLength <= maxSize;
  }

  /** Ends the block at a blank line. */
  Step dispatch() {
    String idBefore = lastEventId;
    lastEventId = pendingId;
    Step step;
    if (size > maxSize) {
      oversize = new SseOversize(size, lastEventId);
      step = Step.OVERSIZE;
    } else if (!data.isEmpty()) {
      event = new SseEvent(type, data.text(), lastEventId);
      step = Step.EVENT;
    } else {
      step = idBefore.equals(lastEventId) ? Step.NONE : Step.LAST_EVENT_ID;
    }
    reset();
    return step;
  }

  /**
   * Ends the stream within this block, which is discarded.
   *
   * @param cutLength of the field line that never ended
   * @return whether the block had outgrown the limit already; that is told all the same
   */
  boolean endsOversize(long cutLength) {
    oversize = new SseOversize(size + cutLength, lastEventId);
    return oversize.size() > maxSize;
  }

  private void reset() {
    size = 0;
    type = SseEvent.DEFAULT_EVENT;
    data.clear();
  }

  private static String idOr(String old, byte[] bytes, int from, int to) {
    String id = from == to ? "" : Utf8.decode(bytes, from, to);
    return id.indexOf(0) < 0 ? id : old;
  }

  /** The number that ASCII digits spell, at most {@link Long#MAX_VALUE}; -1 for anything else. */
  private static long number(byte[] bytes, int from, int to) {
    long number = from == to ? -1 : 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : number * 10 + digit;
    }
    return number;
  }
}
