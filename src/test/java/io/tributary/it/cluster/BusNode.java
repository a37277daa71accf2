package io.tributary.it.cluster;

import io.tributary.Main;

/** {@code run --cluster} with the arguments of a {@link Member}. */
public final class BusNode {

  private BusNode() {}

  public static void main(String[] args) {
    Main.main(new String[] {"run", "--cluster", "--config", args[0]});
  }
}
