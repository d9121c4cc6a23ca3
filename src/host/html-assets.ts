import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The style and the script of the HTML report as the build made them, with their hashes. */
export interface LoadedHtmlAssets {
  readonly style: string;
  readonly styleHash: string;
  readonly script: string;
  readonly scriptHash: string;
}

/** From the folder that holds the program. */
export function loadHtmlAssets(folder: string): LoadedHtmlAssets {
  return JSON.parse(readFileSync(join(folder, 'html-report.json'), 'utf8')) as LoadedHtmlAssets;
}
