package io.tributary.script.sandbox;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is written on the pipes between the service and a script process.
 *
 * <p>The service writes a whole batch, then reads until it is over, which is {@link #REST}; the
 * process reads a whole batch, then runs and writes. So neither ever waits for the other to read.
 */
public final class Wire {

  /** To the process: API name, storage, forgotten snippet numbers, runs. */
  public static final byte BATCH = 1;

  /** To the process: a text to be checked for syntax. */
  public static final byte CHECK = 2;

  /** From the process: it has started. */
  public static final byte READY = 10;

  /** From the process: level, line, text of a console line. */
  public static final byte LOG = 11;

  /** From the process: name and two arguments of a call. */
  public static final byte CALL = 12;

  /** From the process: key, whether there is a value, value of a changed entry of the storage. */
  public static final byte STORED = 13;

  /** From the process: how a run ended, message, line, column, microseconds. */
  public static final byte DONE = 14;

  /** From the process: the batch is over; runs that are not {@link #DONE} have not begun. */
  public static final byte REST = 16;

  /** From the process: whether there is a problem, message, line, column. */
  public static final byte CHECKED = 15;

  /** The first byte of {@link #DONE}. */
  public enum End {
    OK(0),
    FAILED(1),
    KILLED(2);

    private static final End[] ALL = values();
    private final int code;

    End(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    public static End of(int code) {
      return ALL[code];
    }
  }

  /** The process ended itself, since a run could not be ended otherwise. */
  public static final int EXIT_STUCK = 86;

  /** Likewise, and the run had taken more than its memory. */
  public static final int EXIT_MEMORY = 87;

  private Wire() {}

  public static void writeText(DataOutput out, String text) throws IOException {
    // Not writeUTF: it ends at 65,535 bytes.
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static String readText(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public static void writeTexts(DataOutput out, Map<String, String> texts) throws IOException {
    out.writeInt(texts.size());
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      writeText(out, entry.getKey());
      writeText(out, entry.getValue());
    }
  }

  public static Map<String, String> readTexts(DataInput in) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.put(readText(in), readText(in));
    }
    return texts;
  }
}
