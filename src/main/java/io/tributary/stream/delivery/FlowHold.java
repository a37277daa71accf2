package io.tributary.stream.delivery;

/**
 * Holds a stream back for as long as anyone has a reason to: a full delivery window, a slow
 * snippet, a closed gate. Lives on one event loop.
 */
public final class FlowHold {

  private final Flow flow;
  private int reasons;

  /**
   * A stream that nobody holds back yet.
   *
   * @param flow is told of the first reason and when the last one is gone
   */
  public FlowHold(Flow flow) {
    this.flow = flow;
  }

  /** A brake for one more party that may have a reason; it is released. */
  public Brake brake() {
    return new Brake();
  }

  /** What is held back. */
  @FunctionalInterface
  public interface Flow {

    /** True: no more events until false. */
    void hold(boolean held);
  }

  /** One party's reason. */
  public final class Brake {

    private boolean on;

    private Brake() {}

    /** There is a reason; does nothing when there was one. */
    public void hold() {
      if (!on) {
        on = true;
        reasons++;
        if (reasons == 1) {
          flow.hold(true);
        }
      }
    }

    /** There is none any more: events may come before this returns. */
    public void release() {
      if (on) {
        on = false;
        reasons--;
        if (reasons == 0) {
          flow.hold(false);
        }
      }
    }
  }
}
