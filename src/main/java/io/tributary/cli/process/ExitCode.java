package io.tributary.cli.process;

/** How a command ended, as the shell sees it. */
public final class ExitCode {

  /** It ended as asked. */
  public static final int OK = 0;

  /** It could not do what it was asked to. */
  public static final int FAILED = 1;

  /** It was not understood. */
  public static final int USAGE = 2;

  /** It was asked to stop and did not manage to in time; threads may still hang. */
  public static final int FORCED = 3;

  /** It was past help: its event loops were stuck, or there was no memory left. */
  public static final int HALTED = 4;

  private ExitCode() {}
}
