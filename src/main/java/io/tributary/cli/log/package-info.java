/** The log of a process of ours. */
package io.tributary.cli.log;
