// The pictures of docs/guides/fleet-report.md: node test/acceptance/screenshots.mjs REPORT.html FOLDER
import { chromium } from 'playwright-core';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [report, folder] = process.argv.slice(2);
const laptop = { width: 1366, height: 768 };
const phone = { width: 390, height: 844 };
const pictures = [
  ['overview-light', '#/', laptop, 'light'],
  ['overview-dark', '#/', laptop, 'dark'],
  ['devices-light', '#/devices?vendor=oracle', laptop, 'light'],
  ['device-dark', '#/device/riga', laptop, 'dark'],
  ['certificate-light', '#/certificates', laptop, 'light'],
  ['phone-overview-light', '#/', phone, 'light'],
  ['phone-overview-dark', '#/', phone, 'dark'],
  ['phone-device-light', '#/device/oslo', phone, 'light'],
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
for (const [name, view, viewport, colorScheme] of pictures) {
  const page = await browser.newPage({ viewport, colorScheme });
  await page.goto(pathToFileURL(report).href + view);
  await page.screenshot({ path: join(folder, `fleet-report-${name}.png`) });
  await page.close();
}
const page = await browser.newPage();
await page.goto(`${pathToFileURL(report).href}#/`);
const margin = { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' };
await page.pdf({ path: join(folder, 'fleet-report.pdf'), format: 'A4', printBackground: true, margin });
await page.goto(`${pathToFileURL(report).href}#/device/tallinn`);
await page.pdf({ path: join(folder, 'fleet-report-device.pdf'), format: 'A4', printBackground: true, margin });
await browser.close();
