package io.tributary.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The measurements of one contender, in the order of the rounds. */
public record Samples(List<Sample> all) {

  /** False: no event came, in any round. */
  public boolean flowed() {
    return !all.isEmpty() && all.stream().allMatch(sample -> sample.events() > 0);
  }

  /** The median of a figure. */
  public double median(ToDoubleFunction<Sample> figure) {
    return median(all.stream().mapToDouble(figure).toArray());
  }

  /** The smallest and the largest of a figure, rounded. */
  public String spread(ToDoubleFunction<Sample> figure) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    return Numbers.round(sorted[0]) + " – " + Numbers.round(sorted[sorted.length - 1]);
  }

  /** The median of this ÷ other over the rounds, each of which saw the same machine. */
  public double ratio(Samples other, ToDoubleFunction<Sample> figure) {
    return median(
        IntStream.range(0, all.size())
            .mapToDouble(
                i -> figure.applyAsDouble(all.get(i)) / figure.applyAsDouble(other.all.get(i)))
            .toArray());
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
