package org.segmentcourier.console;

import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;
import static org.openqa.selenium.support.ui.ExpectedConditions.visibilityOfElementLocated;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.segmentcourier.delivery.Lines;
import org.segmentcourier.endtoend.EndToEnd;
import org.slf4j.LoggerFactory;

/**
 * What an operator sees and does in Hawtio, in a real browser: Debian's Chromium ({@code apt-get
 * install chromium chromium-driver}). The pictures in {@code docs/pictures/} are from here; those
 * of the last run are in {@code target/console/}.
 */
@EnabledIf(value = "hasBrowser", disabledReason = HawtioTest.NO_BROWSER)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class HawtioTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  static final String NO_BROWSER =
      "Hawtio is tested only where there is a browser: apt-get install chromium chromium-driver";

  private static final Path FOLDER = Path.of("target/console");

  private static final String USER = "operator";
  private static final String PASSWORD = "correct horse";

  /** How the tree of Camel names its nodes. */
  private static final String ROUTES =
      "org.apache.camel-folder-CamelContexts-folder-segment-courier-folder-routes-folder-";

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("console").with("MANAGEMENT_USER", USER).with("MANAGEMENT_PASSWORD", PASSWORD);

  private static Hawtio hawtio;
  private static ChromeDriver browser;

  static boolean hasBrowser() {
    boolean has = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    if (!has) {
      LoggerFactory.getLogger(HawtioTest.class).warn("SKIPPED: {}", NO_BROWSER);
    }
    return has;
  }

  @BeforeAll
  static void start() throws Exception {
    hawtio =
        Hawtio.start(
            FOLDER.resolve("hawtio.war"), 0, URI.create(system.application().management()));
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    // Chromium's own sandbox needs more than a container may.
    options.addArguments("--headless=new", "--no-sandbox", "--window-size=1440,1000");
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    browser = new ChromeDriver(service, options);
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.quit();
    }
    if (hawtio != null) {
      hawtio.close();
    }
  }

  @Test
  void anOperatorLogsInSeesRoutesReadsALedgerAndPausesABranch() throws IOException {
    var jobs = system.otherJobs();
    jobs.users(Map.of("ann", "ann-1", "bob", "bob-1"));
    jobs.delivered(
        jobs.finish("seen", Map.of("a.json.out", Lines.genre("Action", "ann", "bob", "eve"))));

    browser.get(hawtio.address());
    type(By.id("connect-login-form-username"), USER);
    type(By.id("connect-login-form-password"), PASSWORD + Keys.ENTER);

    click(inTree(ROUTES + "deliveries-folder", ".pf-v5-c-tree-view__node-toggle"));
    click(inTree(ROUTES + "deliveries-folder-publish-folder", ".pf-v5-c-tree-view__node-toggle"));
    see(
        By.cssSelector("[id='%sdeliveries-folder']".formatted(ROUTES)),
        "deliver",
        "hand-file-over",
        "publish");
    click(inTree(ROUTES + "deliveries-folder-deliver-folder", ".pf-v5-c-tree-view__node-text"));
    click(By.linkText("Route Diagram"));
    see(By.cssSelector(".react-flow__nodes"), "find-commit", "to-build", "write-manifest");
    picture("routes");

    open("Deliveries");
    click(By.xpath("//td[.='Last']"));
    see(
        By.xpath("//tr[td[.='Last']]"),
        "ITEMS.genres = \\\"Action\\\"",
        "\"delivered\":2",
        "\"unknown\":1");
    picture("ledger");

    open("Branches");
    click(By.linkText("Operations"));
    click(By.cssSelector("[aria-labelledby^='operation pause('] button"));
    type(By.cssSelector("#jmx-operation-list form input"), "all");
    click(By.xpath("//button[.='Execute']"));
    see(By.cssSelector("#jmx-operation-list"), "paused: all");
    picture("pause");
    system.eventually(
        "the branch to be paused",
        () -> system.aws().list(system.aws().dataBucket(), "paused/").size() == 1);
  }

  /** One of our own MBeans. */
  private static void open(String type) {
    browser.get(hawtio.address() + "hawtio/jmx");
    var domain = "org.segmentcourier-folder";
    click(inTree(domain, ".pf-v5-c-tree-view__node-toggle"));
    click(inTree(domain + "-" + type + "-folder", ".pf-v5-c-tree-view__node-toggle"));
    click(inTree(domain + "-" + type + "-folder-segment-courier", ".pf-v5-c-tree-view__node-text"));
  }

  private static By inTree(String id, String part) {
    return By.cssSelector("[id='%s'] %s".formatted(id, part));
  }

  private static void click(By what) {
    await().until(elementToBeClickable(what)).click();
  }

  private static void type(By where, String text) {
    await().until(visibilityOfElementLocated(where)).sendKeys(text);
  }

  private static void see(By where, String... texts) throws IOException {
    try {
      for (var text : texts) {
        await().until(textToBePresentInElementLocated(where, text));
      }
    } catch (TimeoutException e) {
      picture("not-seen");
      throw e;
    }
  }

  private static WebDriverWait await() {
    return new WebDriverWait(browser, Duration.ofSeconds(30));
  }

  private static void picture(String name) throws IOException {
    Files.write(FOLDER.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }
}
