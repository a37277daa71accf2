package io.tributary.cli.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGINT and SIGTERM as futures instead of the JVM's own answer, which would be exit code 130 or
 * 143. Thread-safe.
 */
public final class ProcessSignals {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessSignals.class);
  private static final List<String> NAMES = List.of("INT", "TERM");

  /** What starts programs may tell one wish twice: the process, and the group that it is in. */
  private static final long ECHO_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final CompletableFuture<Void> second = new CompletableFuture<>();
  private long firstAt;

  /** Takes the signals of this process over, where its JVM lets us. */
  public static ProcessSignals install() {
    ProcessSignals signals = new ProcessSignals();
    try {
      for (String name : NAMES) {
        signals.take(name);
      }
    } catch (ReflectiveOperationException refused) {
      LOG.warn("this JVM keeps its signals: SIGTERM will not end in good order", refused);
    }
    return signals;
  }

  /** Someone wants the process to end. */
  CompletableFuture<Void> stop() {
    return first;
  }

  /** Someone does not want to wait for that any longer. */
  CompletableFuture<Void> force() {
    return second;
  }

  /** As if a signal had come. */
  public void came() {
    if (!first.complete(null)) {
      second.complete(null);
    }
  }

  /**
   * A signal came at that time of {@link System#nanoTime}; one right after the first is its echo.
   */
  synchronized void cameAt(long nanos) {
    if (!first.isDone()) {
      firstAt = nanos;
      came();
    } else if (nanos - firstAt >= ECHO_NANOS) {
      came();
    }
  }

  /** By reflection: javac warns of sun.misc.Signal and cannot be told not to on every JDK. */
  private void take(String name) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    InvocationHandler onCall =
        (proxy, method, args) -> {
          if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, args);
          }
          cameAt(System.nanoTime());
          return null;
        };
    signal
        .getMethod("handle", signal, handler)
        .invoke(
            null,
            signal.getConstructor(String.class).newInstance(name),
            Proxy.newProxyInstance(
                ProcessSignals.class.getClassLoader(), new Class<?>[] {handler}, onCall));
  }
}
