/**
 * {@code demo}: the service beside a server of its own, and consumers as users would write them.
 */
package io.tributary.cli.demo;
