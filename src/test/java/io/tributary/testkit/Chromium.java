package io.tributary.testkit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Chromium without a window, driven by Playwright. Needs the programs chromium and node, and
 * npm's playwright-core of Playwright's own version. Belongs to one thread, which may wait.
 */
public final class Chromium implements AutoCloseable {

  /** A host name of nobody's, which leads to this machine in this browser. */
  public static final String FOREIGN_HOST = "foreign.example";

  /** As long as a program may take: the machine may be busy. */
  private static final double PATIENCE = Waiting.PROGRAM.toMillis();

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-dev-shm-usage",
          "--host-resolver-rules=MAP " + FOREIGN_HOST + " 127.0.0.1",
          // The browser's own fence around this machine: ours has to hold without it.
          "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests");

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** A browser without a page, or a skipped test. */
  public static Chromium start() {
    String chromium = Programs.require("chromium").toString();
    String node = Programs.require("node").toString();
    Path modules = NodeModules.with("playwright-core");
    System.setProperty("playwright.cli.dir", driver(modules).toString());
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH", node, "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(chromium))
                    .setTimeout(PATIENCE)
                    .setArgs(FLAGS));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    return new Chromium(playwright, browser);
  }

  /** Playwright wants its driver in a folder of this form, and the same one all the time. */
  private static Path driver(Path modules) {
    Path folder = Path.of("target", "playwright").toAbsolutePath();
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve("package"));
      Files.createSymbolicLink(folder.resolve("package"), modules.resolve("playwright-core"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page of a visitor who has not been here before. */
  public Page page() {
    return page(new Browser.NewContextOptions().setViewportSize(1280, 800));
  }

  /** A page of another size, colour scheme or the like. */
  public Page page(Browser.NewContextOptions options) {
    BrowserContext visitor = browser.newContext(options);
    visitor.setDefaultTimeout(PATIENCE);
    visitor.setDefaultNavigationTimeout(PATIENCE);
    Page page = visitor.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  /** Closes every page and forgets what its visitor had. */
  public void leave() {
    browser.contexts().forEach(BrowserContext::close);
    complaints.clear();
  }

  /** What pages reported as errors: exceptions, broken policies, refused requests. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
