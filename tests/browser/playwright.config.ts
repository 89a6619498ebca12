// Started by `cargo xtask test`, which serves the site and finds the browser.
import { defineConfig } from "@playwright/test";

const minutes = 60_000;

/// Tests that measure how soon a page answers, or that go by a clock: nothing else may run beside them.
const TIMED = ["digests", "drag", "ladder", "leak", "progress-voice", "scenario", "workshop"].map((name) => `**/${name}*.spec.ts`);

export default defineConfig({
  testDir: ".",
  outputDir: "../results",
  projects: [
    { name: "together", testIgnore: TIMED },
    { name: "alone", testMatch: TIMED, workers: 1 },
  ],
  workers: 2,
  // A test that passes at the second try has failed.
  retries: 0,
  forbidOnly: true,
  timeout: 1 * minutes,
  globalTimeout: 18 * minutes,
  use: {
    baseURL: process.env.EARLY_ACTION_URL,
    browserName: "chromium",
    locale: "en-GB",
    trace: "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
