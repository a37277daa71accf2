/**
 * Servers that misbehave on command, clocks that stand still, and other people's programs: what the
 * tests talk to instead of mocks. Everything here listens on loopback, on a port the system chose.
 */
package io.tributary.testkit;
