// A page of somebody else's: another origin than the site's, on the same machine.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
// @ts-expect-error plain JavaScript, shared with the tests in Node
import { digests } from "../node/golden.cjs";

/** The digest that everybody must give for a shipped model. */
export function golden(model: string, draws = 10_000): string {
  const lines = digests() as { model: string; draws: number; digest: string }[];
  return lines.find((line) => line.model === model && line.draws === draws)!.digest;
}

interface Told {
  headers: Record<string, string>;
  body: string;
}

const pages = new Map<string, Told>();
let origin: Promise<string> | undefined;

/** The origin of the page around: another port of this machine. A page that a test makes up itself would not do, because Chromium takes it for one of the public internet, which may not reach this machine. */
export function hostOrigin(): Promise<string> {
  return (origin ??= new Promise((resolve) => {
    const server = createServer((request, response) => {
      const told = pages.get(request.url ?? "");
      response.writeHead(told ? 200 : 204, { "content-type": "text/html; charset=utf-8", ...told?.headers });
      response.end(told?.body);
    });
    server.unref();
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  }));
}

/** Lets the other origin have a page; gives its address. */
export async function hostPage(path: string, body: string, headers: Record<string, string> = {}): Promise<string> {
  const page = `<!doctype html><html lang="en"><title>A charity</title><body>${body}`;
  pages.set(path, { headers, body: page });
  return `${await hostOrigin()}${path}`;
}

/** Opens a page of the other origin that holds `body`. */
export async function openHost(page: Page, body: string, headers: Record<string, string> = {}): Promise<void> {
  await page.goto(await hostPage("/host.html", body, headers));
}

/** What a test of two origins may see in the watch for foreign requests. */
export const ASKS_HOST = /^request: http:\/\/127\.0\.0\.1:\d+\/[a-z]+\.html$/;
