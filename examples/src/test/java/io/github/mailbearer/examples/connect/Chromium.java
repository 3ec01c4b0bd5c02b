package io.github.mailbearer.examples.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium, or the Chrome of GitHub's machines, driven by its own driver. */
final class Chromium {

    private Chromium() {}

    /** Skips a test where Chromium is missing; in CI nothing is skipped. */
    static void required() {
        boolean there = browser().isPresent() && program("chromedriver").isPresent();
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(there).as("chromium and chromium-driver are installed").isTrue();
        }
        Assumptions.assumeTrue(there, "chromium and chromium-driver are not installed");
    }

    static WebDriver start() {
        ChromeOptions options = new ChromeOptions()
                .setBinary(browser().orElseThrow().toFile())
                // Whoever builds as root, as containers do, has no sandbox; some give /dev/shm no room.
                .addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(
                                program("chromedriver").orElseThrow().toFile())
                        .build(),
                options);
    }

    private static Optional<Path> browser() {
        return program("chromium").or(() -> program("google-chrome"));
    }

    private static Optional<Path> program(String name) {
        return Stream.of("/usr/bin", "/usr/local/bin", "/snap/bin")
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
