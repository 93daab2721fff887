# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's Chromium. Waits are for what is on the page; nothing sleeps."""
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException, TimeoutException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1440,1000",
    "--lang=en",
)
_NOT_THERE_YET = (NoSuchElementException, StaleElementReferenceException)


class Browser:
    def __init__(self, address: str, language: str = "en", flags: tuple[str, ...] = ()):
        self.address = address
        self._profile = tempfile.TemporaryDirectory(prefix="astercc-chromium-", ignore_cleanup_errors=True)
        options = Options()
        for flag in (*_FLAGS, *flags, f"--user-data-dir={self._profile.name}", f"--accept-lang={language}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)

    def close(self) -> None:
        self.driver.quit()
        self._profile.cleanup()

    def open(self, path: str = "") -> None:
        self.driver.get(self.address + path.lstrip("/"))

    def log_in(self, username: str, password: str) -> None:
        self.open()
        self.fill("username", username, "#login-form")
        self.fill("password", password, "#login-form")
        self.element("#login-form [type=submit]").click()

    def speak(self, path: str, tag: str) -> None:
        """Chooses the language on that page."""
        self.open(path)
        self.driver.execute_script("document.querySelector(`button[name=lang][lang='${arguments[0]}']`).click()", tag)
        self.wait(lambda b: b.element("html").get_attribute("lang") == tag, f"the page in {tag}")

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def element(self, css: str):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def elements(self, css: str) -> list:
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def fill(self, name: str, text: str, within: str) -> None:
        """Types into the field of that name."""
        field = self.element(f"{within} [name={name}]")
        field.clear()
        field.send_keys(text)

    def text(self, css: str) -> str:
        return self.element(css).text

    def wait(self, holds, what: str, seconds: float = 15):
        """Until holds(self) is true; an element that is not there yet or was replaced meanwhile is no error."""
        waiting = WebDriverWait(self, seconds, poll_frequency=0.05, ignored_exceptions=_NOT_THERE_YET)
        try:
            return waiting.until(holds)
        except TimeoutException:
            raise AssertionError(
                f"waited {seconds} s for: {what}; the page shows:\n{self.text('body')[:1500]}"
            ) from None

    def wait_for(self, css: str, seconds: float = 15):
        return self.wait(lambda b: b.element(css), css, seconds)

    def wait_until_live(self) -> None:
        """The page hears the event stream."""
        self.wait(lambda b: b.element("#connection").get_attribute("data-state") == "live", "the event stream")

    def phase(self) -> str:
        return self.element("#callbar").get_attribute("data-state")

    def wait_for_phase(self, phase: str, seconds: float = 15) -> None:
        self.wait(lambda b: b.phase() == phase, f"call bar in phase {phase}", seconds)

    def complaints(self) -> list[str]:
        """What the page's scripts and its content security policy complained about."""
        return [e["message"] for e in self.driver.get_log("browser") if e["level"] == "SEVERE"]

    def picture(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.driver.save_screenshot(str(path))

    def keep(self, stem: Path) -> None:
        """For the reader of a failed run."""
        self.picture(stem.with_suffix(".png"))
        stem.with_suffix(".html").write_text(self.driver.page_source, encoding="utf-8")
        stem.with_suffix(".log").write_text("\n".join(str(e) for e in self.driver.get_log("browser")), encoding="utf-8")
