package io.tributary.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import java.util.List;

/**
 * Which of two entries stays when two halves of a cluster become one again: the later one by its
 * epoch. Entries are texts between bars of which the first number is the epoch and a number right
 * behind it the order within that epoch.
 */
public final class HighestEpoch
    implements SplitBrainMergePolicy<Object, MergingValue<Object>, Object> {

  /** Made by Hazelcast, by name. */
  public HighestEpoch() {}

  @Override
  public Object merge(MergingValue<Object> merging, MergingValue<Object> existing) {
    if (merging == null || existing == null) {
      return merging == null ? existing.getRawValue() : merging.getRawValue();
    }
    return isLater(text(merging), text(existing)) ? merging.getRawValue() : existing.getRawValue();
  }

  // Its newer name is unknown to the Hazelcast that Vert.x itself asks for.
  @SuppressWarnings("deprecation")
  private static String text(MergingValue<Object> value) {
    Object text = value.getValue();
    return text == null ? "" : text.toString();
  }

  /** Whether {@code one} was written after {@code other}. */
  static boolean isLater(String one, String other) {
    long[] left = order(one);
    long[] right = order(other);
    return left[0] > right[0] || (left[0] == right[0] && left[1] > right[1]);
  }

  private static long[] order(String text) {
    List<String> parts = List.of(text.split("\\|", 4));
    int epoch = !parts.isEmpty() && isNumber(parts.get(0)) ? 0 : 1;
    return new long[] {number(parts, epoch), number(parts, epoch + 1)};
  }

  private static long number(List<String> parts, int index) {
    return index < parts.size() && isNumber(parts.get(index))
        ? Long.parseLong(parts.get(index))
        : 0;
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,18}");
  }

  @Override
  public void writeData(ObjectDataOutput out) {}

  @Override
  public void readData(ObjectDataInput in) {}
}
