package io.tributary.testkit;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** What happens to body bytes before they are framed. Lives on one event loop. */
interface ContentCoding {

  /** Bytes as they are. */
  ContentCoding IDENTITY =
      new ContentCoding() {
        @Override
        public Buffer encode(Buffer bytes) {
          return bytes;
        }

        @Override
        public Buffer finish() {
          return Buffer.buffer();
        }
      };

  /** What can be sent now; may be empty. */
  Buffer encode(Buffer bytes);

  /** What the coding still holds back at the end of the body. */
  Buffer finish();

  /** Gzip that lets every write out at once, as a server does that cares. */
  static ContentCoding gzipStreamed() {
    return new Gzip(true);
  }

  /** Gzip that lets bytes out when its window is full or the body ends, as careless proxies do. */
  static ContentCoding gzipHeldBack() {
    return new Gzip(false);
  }

  /** Both sorts of gzip. */
  final class Gzip implements ContentCoding {
    private final boolean flushEachWrite;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;

    private Gzip(boolean flushEachWrite) {
      this.flushEachWrite = flushEachWrite;
      try {
        this.gzip = new GZIPOutputStream(out, 8192, true);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }

    @Override
    public Buffer encode(Buffer bytes) {
      try {
        gzip.write(bytes.getBytes());
        if (flushEachWrite) {
          gzip.flush();
        }
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return taken();
    }

    @Override
    public Buffer finish() {
      try {
        gzip.close();
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return taken();
    }

    private Buffer taken() {
      Buffer taken = Buffer.buffer(out.toByteArray());
      out.reset();
      return taken;
    }
  }
}
