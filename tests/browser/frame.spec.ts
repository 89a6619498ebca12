// The page in a frame: its height on other people's pages, and what it does not listen to.
import AxeBuilder from "@axe-core/playwright";
import type { Frame, Page } from "@playwright/test";
import { expect, test } from "./support";
import { ASKS_HOST, golden, hostPage, openHost } from "./host";

const DIGEST = golden("family-group-conference");
const SANDBOX = 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" allow="clipboard-write"';
const siteOrigin = () => new URL(test.info().project.use.baseURL!).origin;

/** The frame of the embed page, once it is there. */
async function embedded(page: Page): Promise<Frame> {
  await expect.poll(() => page.frames().some((frame) => frame.url().includes("/embed.html"))).toBe(true);
  return page.frames().find((frame) => frame.url().includes("/embed.html"))!;
}

/** Waits until the element in the frame has its whole answer, and gives its digest. */
async function digest(frame: Frame): Promise<string | null> {
  const element = frame.locator("early-action-scenario");
  await expect.poll(() => element.evaluate((e: HTMLElement & { digest?: string | null }) => e.digest ?? null), { timeout: 45_000 }).not.toBeNull();
  return element.evaluate((e: HTMLElement & { digest?: string | null }) => e.digest ?? null);
}

const contentHeight = (frame: Frame) => frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
const frameHeight = (page: Page) => page.locator("iframe").first().evaluate((frame) => frame.clientHeight);

/** Waits until the frame is as high as what stands in it. */
async function fits(page: Page, frame: Frame): Promise<number> {
  await expect.poll(async () => (await frameHeight(page)) - (await contentHeight(frame))).toBe(0);
  return frameHeight(page);
}

/** Messages that the page around has heard. */
async function hearing(page: Page): Promise<() => Promise<{ origin: string; data: Record<string, unknown> }[]>> {
  await page.addInitScript(() => {
    if (window !== top) return;
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    addEventListener("message", ({ data, origin }) => heard.push({ data, origin }));
  });
  return () => page.evaluate(() => (window as unknown as { heard: { origin: string; data: Record<string, unknown> }[] }).heard);
}

test.describe("on a page of another origin", () => {
  test.use({ expected: ASKS_HOST });

  test("a frame that may only run scripts shows the golden digest and is as high as its content", async ({ page }) => {
    const site = siteOrigin();
    const heard = await hearing(page);
    await openHost(page, `<iframe data-early-action-frame src="${site}/embed.html?model=family-group-conference" title="A scenario" width="100%" height="900" ${SANDBOX}></iframe><script src="${site}/early-action-frame.js" async></script>`);
    const frame = await embedded(page);
    expect(await digest(frame)).toBe(DIGEST);
    expect(await frame.evaluate(() => origin)).toBe("null");
    const wide = await fits(page, frame);
    expect(wide).toBeGreaterThan(900);
    await page.setViewportSize({ width: 400, height: 800 });
    await expect.poll(() => frameHeight(page)).toBeGreaterThan(wide);
    await fits(page, frame);
    const messages = await heard();
    expect(messages.every(({ origin }) => origin === "null")).toBe(true);
    for (const { data } of messages) expect(Object.keys(data).sort()).toEqual(["height", "source", "type", "version"]);
  });

  test("a frame without a sandbox is believed by its own origin", async ({ page }) => {
    const site = siteOrigin();
    await openHost(page, `<iframe data-early-action-frame src="${site}/embed.html?draws=300" title="A scenario" width="100%" height="300"></iframe><script src="${site}/early-action-frame.js" async></script>`);
    const frame = await embedded(page);
    await digest(frame);
    expect(await fits(page, frame)).toBeGreaterThan(300);
  });

  test("WordPress hears its own height message, with the secret that it gave", async ({ page }) => {
    const site = siteOrigin();
    const heard = await hearing(page);
    // As WordPress writes it, and, in our own words, what its script does with the message.
    await openHost(
      page,
      `<iframe class="wp-embedded-content" data-secret="a1B2c3D4e5" sandbox="allow-scripts" security="restricted" src="${site}/embed.html?draws=300#?secret=a1B2c3D4e5" title="A scenario" width="600" height="400" scrolling="no"></iframe>
       <script>
         const frame = document.querySelector("iframe");
         addEventListener("message", ({ data, source }) => {
           if (source !== frame.contentWindow || data.secret !== frame.dataset.secret || data.message !== "height") return;
           frame.height = Math.min(1000, Math.max(200, parseInt(data.value, 10)));
         });
         frame.addEventListener("load", () => frame.contentWindow.postMessage({ message: "ready", secret: frame.dataset.secret }, "*"));
       </script>`,
    );
    const frame = await embedded(page);
    await digest(frame);
    await expect.poll(() => frameHeight(page)).toBe(1000);
    const wordPress = (await heard()).map(({ data }) => data).filter(({ message }) => message === "height");
    expect(wordPress.length).toBeGreaterThan(0);
    for (const data of wordPress) {
      expect(Object.keys(data).sort()).toEqual(["message", "secret", "value"]);
      expect(data.secret).toBe("a1B2c3D4e5");
      expect(Number.isInteger(data.value)).toBe(true);
    }
  });

  test("a secret that comes after the page is answered too, and one that is none is not", async ({ page }) => {
    const site = siteOrigin();
    const heard = await hearing(page);
    await openHost(page, `<iframe src="${site}/embed.html?draws=300" title="A scenario" sandbox="allow-scripts" width="600" height="400"></iframe>`);
    await digest(await embedded(page));
    const secrets = async () => [...new Set((await heard()).map(({ data }) => data.secret).filter(Boolean))];
    expect(await secrets()).toEqual([]);
    const add = (secret: string) => page.locator("iframe").evaluate((frame: HTMLIFrameElement, secret) => void (frame.src = `${frame.src.split("#")[0]}#?secret=${secret}`), secret);
    await add("<b>");
    await add("0123456789");
    await expect.poll(secrets).toEqual(["0123456789"]);
  });

  test("messages from a wrong origin, malformed or huge change no frame", async ({ page }) => {
    const site = siteOrigin();
    const good = { source: "early-action", version: 1, type: "height", height: 777 };
    const elsewhere = await hostPage("/elsewhere.html", `<script>parent.postMessage(${JSON.stringify(good)}, "*"); parent.postMessage("told", "*")</script>`);
    const lies = `parent.postMessage(${JSON.stringify(good)}, "*"); parent.postMessage("told", "*")`;
    await page.addInitScript(() => {
      if (window !== top) return;
      const told: unknown[] = [];
      Object.assign(window, { told });
      addEventListener("message", ({ data }) => data === "told" && told.push(data));
    });
    await openHost(
      page,
      `<script src="${site}/early-action-frame.js"></script>
       <iframe id="ours" data-early-action-frame src="${site}/embed.html?draws=300" title="Ours" sandbox="allow-scripts" height="333"></iframe>
       <iframe id="gone" data-early-action-frame src="${site}/manifest.json" title="Gone" height="333"></iframe>
       <iframe id="unmarked" srcdoc='<script>${lies}</script>' title="Unmarked" sandbox="allow-scripts" height="333"></iframe>`,
    );
    const frame = await embedded(page);
    await digest(frame);
    const settled = await fits(page, frame);
    // A frame that was ours when it was marked and has gone elsewhere since.
    await page.locator("#gone").evaluate((frame: HTMLIFrameElement, elsewhere) => void frame.contentWindow!.location.replace(elsewhere), elsewhere);
    await page.waitForFunction(() => (window as unknown as { told: unknown[] }).told.length === 2);
    // From the right frame, but not what it should be.
    const nonsense = [null, 1, "height", [], {}, { ...good, version: 2 }, { ...good, source: "else" }, { ...good, type: "width" }, { ...good, height: "777" }, { ...good, height: 777.5 }, { ...good, height: -1 }, { ...good, height: 0 }, { ...good, height: 1e9 }, { ...good, height: null }];
    await frame.evaluate((nonsense) => nonsense.forEach((data) => parent.postMessage(data, "*")), nonsense);
    await frame.evaluate(() => {
      parent.postMessage({ source: "early-action", version: 1, type: "height", height: "9".repeat(20_000_000) }, "*");
      parent.postMessage({ source: "early-action", version: 1, type: "height", height: Number.NaN }, "*");
    });
    // From the page itself.
    await page.evaluate((good) => postMessage(good, "*"), good);
    // Messages keep their order: once a last one is through, all before it have been heard.
    await frame.evaluate(() => parent.postMessage("told", "*"));
    await page.waitForFunction(() => (window as unknown as { told: unknown[] }).told.length === 3);
    const height = (id: string) => page.locator(`#${id}`).evaluate((frame) => frame.clientHeight);
    expect(await height("ours")).toBe(settled);
    expect(await height("gone")).toBeLessThan(400);
    expect(await height("unmarked")).toBeLessThan(400);
    // And it still listens.
    await frame.evaluate((good) => parent.postMessage(good, "*"), good);
    await expect.poll(() => page.locator("#ours").evaluate((frame: HTMLIFrameElement) => frame.style.height)).toBe("777px");
  });

  test("the frame answers the page around it and nobody else", async ({ page }) => {
    const site = siteOrigin();
    const heard = await hearing(page);
    const ask = { source: "early-action", version: 1, type: "ask" };
    await openHost(page, `<iframe id="ours" src="${site}/embed.html?draws=300" title="Ours" sandbox="allow-scripts"></iframe><iframe id="sibling" srcdoc="" title="A sibling"></iframe>`);
    const frame = await embedded(page);
    await digest(frame);
    // Nothing moves any more: what is heard from here on was asked for.
    const toFrame = (data: unknown) => page.evaluate((data) => document.querySelector<HTMLIFrameElement>("#ours")!.contentWindow!.postMessage(data, "*"), data);
    const heights = async () => (await heard()).filter(({ data }) => data.type === "height").length;
    await expect.poll(async () => (await heard()).at(-1)?.data.height).toBe(await contentHeight(frame));
    const before = await heights();
    const sibling = page.frames().find((frame) => frame !== page.mainFrame() && !frame.url().includes("embed.html"))!;
    await sibling.evaluate((ask) => (parent.frames[0] as Window).postMessage(ask, "*"), ask);
    for (const data of [null, "ask", { ...ask, version: 2 }, { ...ask, source: "x" }, { type: "ask" }, { message: "ready", secret: "guess" }]) await toFrame(data);
    await toFrame(ask);
    await expect.poll(heights).toBe(before + 1);
    // Whatever was sent before the question has been heard before it.
    await toFrame(ask);
    await expect.poll(heights).toBe(before + 2);
  });
});

test("the frame's page shows what its address asks for, and the fragment goes before the query", async ({ page }) => {
  await page.goto("/embed.html?model=family-group-conference&draws=300&theme=light&set=families%3D120#draws=400&theme=dark&lang=en-GB");
  const element = page.locator("early-action-scenario");
  await digest(page.mainFrame());
  const attributes = await element.evaluate((e) => Object.fromEntries([...e.attributes].map(({ name, value }) => [name, value])));
  expect(attributes).toMatchObject({ model: "family-group-conference", draws: "400", theme: "dark", set: "families=120", lang: "en-GB" });
  await expect(page.getByText("Uses 1 figure set by this site, not the evidence.")).toBeVisible();
});

test("an address that asks for nonsense gets the scenario that is shown by default", async ({ page }) => {
  await page.goto("/embed.html?model=%3Cscript%3Ealert(1)%3C/script%3E&draws=many&theme=pink&set=%3Cb%3E&seed=-1");
  expect(await digest(page.mainFrame())).toBe(DIGEST);
  expect(await page.locator("early-action-scenario").evaluate((e) => e.getAttributeNames().filter((name) => ["model", "draws", "theme", "set", "seed"].includes(name)))).toEqual([]);
});

test.describe("where WebAssembly is blocked", () => {
  test.use({ expected: /wasm|WebAssembly|Content Security Policy/i });

  test("the frame keeps its picture, its words and its link", async ({ page, baseURL }) => {
    await page.route("**/embed.html", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": "script-src 'self'" } });
    });
    const refused = page.waitForEvent("console", (message) => /wasm|WebAssembly/i.test(message.text()));
    await page.goto("/embed.html");
    await refused.catch(() => undefined);
    await expect(page.getByRole("img", { name: /simulated futures/ })).toBeVisible();
    await expect(page.locator("figcaption p")).toContainText("of 100 simulated futures");
    await expect(page.getByRole("link", { name: "Open this scenario" })).toHaveAttribute("href", `${new URL(baseURL!).origin}/models/family-group-conference.html`);
  });
});

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing against the frame's page in ${scheme} colours`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto("/embed.html?draws=300");
    await digest(page.mainFrame());
    const { violations } = await new AxeBuilder({ page }).disableRules(["page-has-heading-one"]).analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
  });
}
