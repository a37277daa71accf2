/**
 * YAML 1.2 as vertx-config reads it for us: values, what is wrong with the text, and in which line.
 */
package io.tributary.config.yaml;
