/** {@code run}: the service, and what ends a process that can no longer do its work. */
package io.tributary.cli.run;
