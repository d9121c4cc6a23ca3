import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser, or says what is missing: a test that cannot run has not passed. */
export async function startBrowser(): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) {
    throw new Error(
      `these tests need Chromium at ${EXECUTABLE}: install it (apt-get install chromium), or give its path as CHROMIUM=...; npm test runs everything that needs no browser`,
    );
  }
  return chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
}

export interface Opened {
  readonly page: Page;
  readonly address: string;
  /** What the page tried to load beyond itself; every try is refused. */
  readonly requests: readonly string[];
  /** Errors and warnings of the console, errors of scripts and dialogs. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens a report as somebody opens a file that came by mail. */
export async function open(browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'sbclint-browser-'));
  const file = join(folder, 'fleet.html');
  writeFileSync(file, html);
  const address = pathToFileURL(file).href;
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  await page.route('**', (route) => {
    if (route.request().url().split('#')[0] === address) return route.continue();
    requests.push(route.request().url());
    return route.abort();
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  const close = async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { page, address, requests, complaints, close };
}
