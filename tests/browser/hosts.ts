// Pages of somebody else's: another origin than ours, with headers, styles and scripts of their own.
import { test as base, expect, type Page } from "@playwright/test";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { listen } from "./page";

export { expect };

declare global {
  interface Window {
    /** How often an element said that it cannot be shown. */
    hostFailures: number;
  }
}

const FIXTURES = join(__dirname, "fixtures");
/** What the build wrote. */
export const SITE_FOLDER = join(__dirname, "../../dist/site");
/** The script as it is pasted, `$SITE` standing for our origin. */
export const SCRIPT = '<script src="$SITE/early-action.js" defer="defer"></script>';
/** The policies that the reference asks for: the least, and with everything else forbidden. */
export const MINIMUM = "script-src $SITE 'wasm-unsafe-eval'; worker-src blob:; connect-src $SITE";
export const NOTHING_ELSE = `default-src 'none'; ${MINIMUM}; style-src 'self'`;
/** A picture in words, and a link: what a snippet carries for those who cannot run it. */
export const FALLBACK = '<p class="instead">In a trial, 36 of 100 children were in care a year later. <a href="#elsewhere">Open the scenario</a></p>';
export const ELEMENT = `<early-action-scenario>${FALLBACK}</early-action-scenario>`;

/** The digest of the shipped scenario with 10,000 draws: that of the golden list. */
export const GOLDEN = golden("family-group-conference", 10_000);

export function golden(model: string, draws: number): string {
  const lines = readFileSync(join(__dirname, "../golden/digests.txt"), "utf8").split("\n");
  const line = lines.find((line) => line.startsWith(`${model} ${draws} `));
  if (!line) throw new Error(`no golden digest of ${model} with ${draws} draws`);
  return line.split(" ")[2]!;
}

/** A page of a host. `$SITE` in any part stands for our origin. */
export interface HostPage {
  head?: string;
  body?: string;
  /** What stands at the end of the body. */
  end?: string;
  headers?: Record<string, string>;
  /** A file of `fixtures/` that the parts are put into. */
  file?: string;
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".xhtml": "application/xhtml+xml; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** A web server of a host, on a port of its own. */
class HostServer {
  readonly #pages = new Map<string, HostPage>();
  readonly #server = createServer((request, response) => this.#answer(request, response));
  #site = "";

  async start(site: string): Promise<void> {
    this.#site = site;
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The address is written with a name, ours with a number: neither host nor port are the same. */
  get origin(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  serve(path: string, page: HostPage): string {
    this.#pages.set(path, page);
    return this.origin + path;
  }

  /** A page's text with its parts in place. */
  text(page: HostPage): string {
    const text = readFileSync(join(FIXTURES, page.file ?? "charity.html"), "utf8");
    return text
      .replace("<!--head-->", () => page.head ?? "")
      .replace("<!--body-->", () => page.body ?? "")
      .replace("<!--end-->", () => page.end ?? "")
      .replaceAll("$SITE", this.#site);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? "/", this.origin).pathname;
    const page = this.#pages.get(path);
    if (path === "/favicon.ico") return void response.writeHead(204).end();
    try {
      const body = page ? this.text(page) : readFileSync(join(FIXTURES, path));
      const type = TYPES[extname(page?.file ?? path)] ?? "text/html; charset=utf-8";
      const headers = Object.entries(page?.headers ?? {}).map(([name, value]) => [name, value.replaceAll("$SITE", this.#site)]);
      response.writeHead(200, { "content-type": type, ...Object.fromEntries(headers) }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  }
}

/** What a test has of a host: its pages, and what came of them. */
export class Host {
  readonly faults: string[] = [];
  readonly requests: string[] = [];
  readonly notes: string[] = [];

  constructor(
    readonly page: Page,
    readonly server: HostServer,
    readonly site: string,
  ) {
    page.on("console", (message) => {
      this.notes.push(`${message.type()}: ${message.text()}`);
      if (message.type() === "error") this.faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.faults.push(`uncaught: ${error.message}`));
    page.on("request", (request) => this.requests.push(request.url()));
  }

  get origin(): string {
    return this.server.origin;
  }

  /** Opens a page of the host's. */
  async open(page: HostPage, path = "/page.html"): Promise<void> {
    await this.listen();
    await this.page.goto(this.server.serve(path, page));
  }

  /** Remembers what elements say, from the beginning. */
  async listen(): Promise<void> {
    await listen(this.page);
    await this.page.addInitScript(() => {
      // A page that is opened again brings the script again.
      if (window.hostFailures !== undefined) return;
      window.hostFailures = 0;
      document.addEventListener("early-action-failed", () => (window.hostFailures += 1));
    });
  }

  /** What was asked of our own site. */
  asked(): string[] {
    return this.requests.filter((url) => url.startsWith(`${this.site}/`)).map((url) => url.slice(this.site.length + 1));
  }
}

interface Options {
  /** What the browser itself says about a page that forbids something: no fault of ours. */
  expected: RegExp | undefined;
}

export const test = base.extend<Options & { host: Host }, { server: HostServer }>({
  expected: [undefined, { option: true }],
  server: [
    async ({}, use) => {
      const server = new HostServer();
      await server.start(new URL(process.env.EARLY_ACTION_URL!).origin);
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  host: async ({ page, server, baseURL, expected }, use, info) => {
    const host = new Host(page, server, new URL(baseURL!).origin);
    await use(host);
    // For people to look at.
    await page.screenshot({ path: info.outputPath("page.png"), fullPage: true });
    expect(host.faults.filter((fault) => !expected?.test(fault))).toEqual([]);
    // Nobody but the host and we ourselves is asked for anything.
    const foreign = host.requests.filter((url) => ![host.origin, host.site, "blob:", "data:", "file:", "about:"].some((known) => url.startsWith(known)));
    expect(foreign).toEqual([]);
  },
});
