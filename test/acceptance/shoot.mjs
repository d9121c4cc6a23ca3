// Screenshots of a report for a look: node test/acceptance/shoot.mjs report.html folder
import { chromium } from 'playwright-core';
import { pathToFileURL } from 'node:url';
const CLIP = process.env.CLIP;
const [file, out] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const views = process.argv[4]
  ? process.argv[4].split(',')
  : ['', 'devices', 'device/tallinn', 'device/riga', 'certificates', 'reading'];
for (const [name, width, height, full] of [
  ['laptop', 1366, 768, true],
  ['phone', 390, 844, true],
]) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    page.on('console', (m) => console.log(name, m.type(), m.text()));
    page.on('pageerror', (e) => console.log(name, e));
    for (const view of views) {
      if (colorScheme === 'dark' && view !== '' && !view.startsWith('device/t')) continue;
      await page.goto(`${pathToFileURL(file)}#/${view}`);
      await page.reload();
      await page.waitForTimeout(150);
      await page.screenshot({
        path: `${out}/${name}-${colorScheme}-${view.replaceAll('/', '-') || 'overview'}.png`,
        ...(CLIP ? {} : { fullPage: full }),
      });
    }
    await page.close();
  }
}
const page = await browser.newPage();
await page.goto(`${pathToFileURL(file)}#/`);
await page.pdf({
  path: `${out}/overview.pdf`,
  format: 'A4',
  printBackground: true,
  margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' },
});
await page.goto(`${pathToFileURL(file)}#/device/tallinn`);
await page.pdf({
  path: `${out}/device.pdf`,
  format: 'A4',
  printBackground: true,
  margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' },
});
await browser.close();
