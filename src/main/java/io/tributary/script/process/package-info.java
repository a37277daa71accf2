/**
 * Processes that run snippets, seen from the service: {@code Lanes} has one per thread, and a
 * {@code RunQueue} per API keeps the order. What runs inside is {@code script.sandbox}.
 */
package io.tributary.script.process;
