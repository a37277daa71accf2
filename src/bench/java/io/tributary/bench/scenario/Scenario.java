package io.tributary.bench.scenario;

import io.tributary.bench.report.Section;

/** Something that is measured. */
@FunctionalInterface
public interface Scenario {

  /** Measures it. */
  Section run(Lab lab);
}
