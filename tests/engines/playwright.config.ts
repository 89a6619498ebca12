// Started by `cargo xtask test`, which finds or installs the browsers.
import { defineConfig } from "@playwright/test";
import shared from "../browser/playwright.config";

const minutes = 60_000;

export default defineConfig(shared, {
  testDir: ".",
  outputDir: "../results/engines",
  // Two engines at once would take each other's time, which is limited.
  workers: 1,
  timeout: 5 * minutes,
  globalTimeout: 15 * minutes,
});
