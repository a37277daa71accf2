/** Maps and lists that many may hold and each may change: copied when and where it is needed. */
package io.tributary.bus.lazy;
