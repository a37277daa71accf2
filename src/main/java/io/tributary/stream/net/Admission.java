package io.tributary.stream.net;

import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Bounds how many connects of a process are under way at once, first come, first served, so that a
 * start or a mass drop is no herd. Thread-safe.
 */
public final class Admission {

  private final int limit;
  private final Queue<Permit> waiting = new ArrayDeque<>();
  private int granted;

  public Admission(int limit) {
    this.limit = limit;
  }

  /**
   * Asks for a place.
   *
   * @param onGranted runs on {@code context}, at once or later, unless the permit was released
   *     before
   */
  public Permit request(Context context, Runnable onGranted) {
    Permit permit = new Permit(context, onGranted);
    synchronized (this) {
      if (granted >= limit) {
        waiting.add(permit);
        return permit;
      }
      granted++;
      permit.state = State.GRANTED;
    }
    permit.announce();
    return permit;
  }

  private void release(Permit permit) {
    Permit next = null;
    synchronized (this) {
      State before = permit.state;
      permit.state = State.RELEASED;
      if (before == State.WAITING) {
        waiting.remove(permit);
      } else if (before == State.GRANTED) {
        next = waiting.poll();
        if (next == null) {
          granted--;
        } else {
          next.state = State.GRANTED;
        }
      }
    }
    if (next != null) {
      next.announce();
    }
  }

  private enum State {
    WAITING,
    GRANTED,
    RELEASED
  }

  /** A place, or one's turn in the queue for it. */
  public final class Permit {

    private final Context context;
    private final Runnable onGranted;
    private State state = State.WAITING;

    private Permit(Context context, Runnable onGranted) {
      this.context = context;
      this.onGranted = onGranted;
    }

    private void announce() {
      context.runOnContext(
          ignored -> {
            if (isGranted()) {
              onGranted.run();
            }
          });
    }

    private boolean isGranted() {
      synchronized (Admission.this) {
        return state == State.GRANTED;
      }
    }

    /** Gives the place or the turn back; does nothing the second time. */
    public void release() {
      Admission.this.release(this);
    }
  }
}
