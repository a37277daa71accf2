/** {@code health}: one question to the service on this machine. */
package io.tributary.cli.health;
