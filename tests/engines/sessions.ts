// A browser of each engine, driven from outside: Chromium by Playwright, the others by WebDriver.
import type { Page } from "@playwright/test";
import { Builder, By, Key, type WebDriver } from "selenium-webdriver";
import { DriverService } from "selenium-webdriver/remote";

const SLIDER = "input[type=range]";
const SCENARIO = "#shown early-action-scenario";
const LIMIT_MS = 150_000;

export interface Session {
  version: string;
  open(url: string): Promise<void>;
  /** The value of an expression on the page; promises are awaited. */
  value<T>(expression: string): Promise<T>;
  /** Presses a key on the scenario's first slider. */
  press(key: "ArrowLeft" | "ArrowRight"): Promise<void>;
  picture(): Promise<Buffer>;
}

/** An engine, where xtask found it, or why there is none. */
export interface Engine {
  name: string;
  missing: string | undefined;
  use(page: Page, test: (session: Session) => Promise<void>): Promise<void>;
}

const chromium: Engine = {
  name: "Chromium",
  missing: undefined,
  use: (page, test) =>
    test({
      version: page.context().browser()?.version() ?? "",
      open: async (url) => void (await page.goto(url)),
      value: (expression) => page.evaluate(expression),
      press: (key) => page.locator(`${SCENARIO} ${SLIDER}`).first().press(key),
      picture: () => page.screenshot({ fullPage: true }),
    }),
};

const firefox = driven("Firefox", process.env.GECKODRIVER, process.env.FIREFOX_MISSING, {
  browserName: "firefox",
  "moz:firefoxOptions": { binary: process.env.FIREFOX, args: ["-headless", "-width", "1280", "-height", "900"] },
});

const webkit = driven("WebKitGTK", process.env.WEBKIT_DRIVER, process.env.WEBKIT_MISSING, {
  browserName: "MiniBrowser",
  "webkitgtk:browserOptions": { binary: process.env.MINIBROWSER, args: ["--automation"] },
});

export const engines: Engine[] = [chromium, firefox, webkit];

/** An engine behind a WebDriver program. */
function driven(name: string, program: string | undefined, missing: string | undefined, capabilities: object): Engine {
  return {
    name,
    missing: program ? undefined : (missing ?? "no driver was named"),
    async use(_, test) {
      const service = new DriverService.Builder(program ?? "").setLoopback(true).build();
      try {
        const driver = await new Builder().usingServer(await service.start()).withCapabilities(capabilities).build();
        try {
          await driver.manage().setTimeouts({ script: LIMIT_MS, pageLoad: LIMIT_MS });
          await test(await session(driver));
        } finally {
          await driver.quit();
        }
      } finally {
        await service.kill();
      }
    },
  };
}

async function session(driver: WebDriver): Promise<Session> {
  const version = (await driver.getCapabilities()).getBrowserVersion() ?? "";
  return {
    version,
    open: (url) => driver.get(url),
    value: (expression) => driver.executeScript(`return ${expression}`),
    async press(key) {
      const root = await driver.findElement(By.css(SCENARIO)).getShadowRoot();
      const slider = await root.findElement(By.css(SLIDER));
      await slider.sendKeys(key === "ArrowLeft" ? Key.ARROW_LEFT : Key.ARROW_RIGHT);
    },
    picture: async () => Buffer.from(await driver.takeScreenshot(), "base64"),
  };
}
