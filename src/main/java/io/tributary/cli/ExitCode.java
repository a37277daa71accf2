package io.tributary.cli;

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

  private ExitCode() {}
}
