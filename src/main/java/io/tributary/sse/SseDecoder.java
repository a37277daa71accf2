package io.tributary.sse;

import static io.tributary.sse.LineEnds.CR;
import static io.tributary.sse.LineEnds.LF;

/**
 * Turns chunks of bytes into the {@link Step}s of a stream, one for each call: it reads no further
 * than the step it returns, so a caller that wants no more simply stops asking.
 *
 * <p>A line that lies whole in its chunk is read in place. One that a chunk cuts is collected, each
 * byte once, up to the size limit of an event; comments only where they are wanted.
 */
final class SseDecoder {

  private static final byte[] NO_BYTES = {};
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int BOM_IS_PAST = -1;

  private final EventBlock block = new EventBlock();
  private int maxSize = SseParser.DEFAULT_MAX_EVENT_SIZE;
  private boolean wantsComments;
  private String comment;

  private byte[] chunk = NO_BYTES;
  private int position;
  private int limit;
  private long scanned;

  /** Bytes of the byte order mark that were seen at the start of the stream. */
  private int bomBytes;

  /** The last chunk ended with a CR: an LF that comes next belongs to it. */
  private boolean afterCr;

  /** The line that the last chunk cut: its length so far, and its bytes if they are kept. */
  private long cutLength;

  private boolean cutIsComment;
  private final ByteAccumulator cut = new ByteAccumulator();

  void maxSize(int bytes) {
    maxSize = bytes;
    block.maxSize(bytes);
  }

  void wantsComments(boolean wanted) {
    wantsComments = wanted;
  }

  /** The block being read; it holds the values of what {@link #next} came upon. */
  EventBlock block() {
    return block;
  }

  /** The text after the colon. */
  String comment() {
    return comment;
  }

  /** How many bytes were looked at for line ends; tests hold it against what came in. */
  long scanned() {
    return scanned;
  }

  /** How many bytes were moved. */
  long copied() {
    return cut.copied() + block.data().copied();
  }

  /** How many bytes are held beside the chunk, used or not. */
  int held() {
    return cut.bytes().length + block.data().held();
  }

  boolean isStarved() {
    return position == limit;
  }

  /** Takes the bytes [from, to), which must not change until they are read. */
  void feed(byte[] bytes, int from, int to) {
    chunk = bytes;
    position = from;
    limit = to;
    if (bomBytes != BOM_IS_PAST) {
      skipBom();
    }
    if (afterCr) {
      skipLf();
    }
  }

  /** Reads on to the next thing that is worth telling, or to the end of the chunk. */
  Step next() {
    while (position < limit) {
      int start = position;
      int end = LineEnds.find(chunk, start, limit);
      scanned += end - start;
      if (end == limit) {
        break;
      }
      position = end + 1;
      if (chunk[end] == CR) {
        skipLf();
      }
      Step step = cutLength > 0 ? finishCutLine(start, end) : line(chunk, start, end);
      if (step != Step.NONE) {
        return step;
      }
    }
    keepRest();
    return Step.STARVED;
  }

  /**
   * Ends the stream. What is pending is discarded, as the standard wants it.
   *
   * @return whether that was an event which had been too large already; it is told all the same
   */
  boolean endsOversize() {
    boolean halfBom = bomBytes > 0;
    return block.endsOversize(halfBom ? bomBytes : cutIsComment ? 0 : cutLength);
  }

  private Step line(byte[] bytes, int from, int to) {
    if (from == to) {
      return block.dispatch();
    }
    Field field = Field.of(bytes, from, to);
    if (field != Field.COMMENT) {
      return block.field(field, bytes, from, to);
    }
    if (!wantsComments || to - from > maxSize) {
      return Step.NONE;
    }
    comment = Utf8.decode(bytes, from + 1, to);
    return Step.COMMENT;
  }

  private Step finishCutLine(int from, int to) {
    cutMore(from, to);
    long length = cutLength;
    cutLength = 0;
    if (cut.length() == length) {
      return line(cut.bytes(), 0, cut.length());
    }
    if (!cutIsComment) {
      block.count(length);
    }
    return Step.NONE;
  }

  /** Puts aside what the end of the chunk leaves unfinished, and lets go of the chunk. */
  private void keepRest() {
    block.data().own();
    if (position < limit) {
      cutMore(position, limit);
    } else if (cutLength == 0) {
      cut.clear();
    }
    chunk = NO_BYTES;
    position = 0;
    limit = 0;
  }

  /** Adds to the cut line; its bytes are dropped once it is clear that nobody needs them. */
  private void cutMore(int from, int to) {
    if (cutLength == 0) {
      cut.clear();
      cutIsComment = chunk[from] == ':';
    }
    cutLength += to - from;
    if (cutLength <= maxSize && (wantsComments || !cutIsComment)) {
      cut.append(chunk, from, to);
    } else {
      cut.clear();
    }
  }

  private void skipLf() {
    afterCr = position == limit;
    if (!afterCr && chunk[position] == LF) {
      position++;
    }
  }

  private void skipBom() {
    while (bomBytes < BOM.length && position < limit && chunk[position] == BOM[bomBytes]) {
      bomBytes++;
      position++;
    }
    if (bomBytes == BOM.length) {
      bomBytes = BOM_IS_PAST;
    } else if (position < limit) {
      // No mark after all: a line that begins so is an unknown field, of which the length counts.
      cutLength = bomBytes;
      bomBytes = BOM_IS_PAST;
    }
  }
}
