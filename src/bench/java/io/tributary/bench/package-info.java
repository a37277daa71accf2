/**
 * Measures Tributary beside its peers. {@link io.tributary.bench.Bench} starts a server and a
 * client for each contender as processes of their own ({@code process}), lets the clients take
 * turns ({@code scenario}) and writes what came of it ({@code report}).
 */
package io.tributary.bench;
