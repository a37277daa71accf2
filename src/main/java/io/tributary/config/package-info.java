/**
 * What can be set: records, and the one reader that fills them. JSON is dug nowhere else. Every
 * problem of a file comes out at once, with its place.
 */
package io.tributary.config;
