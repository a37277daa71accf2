/** When a node may emit, and when another may be sure that it does not. */
package io.tributary.ownership.gate;
