import { built, markup, scriptData, type Markup } from './markup.js';
import type { FleetReportInput } from './input.js';
import type { PackedFleet } from './packed.js';

/** The whole page: one file that asks for nothing else. */
export function page({ report, assets }: FleetReportInput, overview: Markup, packed: PackedFleet): string {
  const { tool, asOf, knowledge } = report;
  const made = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy(assets)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="sbclint ${tool.version}" />
        <title>Fleet report as of ${asOf} · sbclint</title>
        <style>${built(assets.style)}</style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
          <p class="brand">sbclint <span>fleet report as of ${asOf}</span></p>
          <nav aria-label="Views">
            <ul>
              <li><a href="#/" aria-current="page">Overview</a></li>
              <li><a href="#/devices">Devices</a></li>
              <li><a href="#/certificates">Certificates</a></li>
              <li><a href="#/reading">How to read this</a></li>
            </ul>
          </nav>
          <button type="button" id="theme" hidden>Dark</button>
        </header>
        <main id="main" tabindex="-1">
          <noscript
            ><p class="warn">
              The overview below is whole. The pages of the devices and of the certificates need JavaScript, which is
              switched off here; nothing is loaded from anywhere.
            </p></noscript
          >
          ${overview}
          <div id="view" hidden></div>
        </main>
        <footer>
          <p>
            Made by sbclint ${tool.version} from facts read until ${knowledge.readUntil}. This file is complete: it
            loads nothing, stores nothing and sends nothing.
          </p>
        </footer>
        <script type="application/json" id="fleet">${scriptData(packed)}</script>
        <script>${built(assets.script)}</script>
      </body>
    </html>
`;
  return made.text;
}

/** Nothing but the style and the script of this page, known by their hashes; no markup is made from text. */
function policy({ styleHash, scriptHash }: FleetReportInput['assets']): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    `script-src 'sha256-${scriptHash}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
