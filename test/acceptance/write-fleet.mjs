// Writes a fleet of generated devices below a folder, or with --records prints it as records of check --stream, an archive a device.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFleet } from './support.mjs';

const asRecords = process.argv[2] === '--records';
const [folder, devices] = process.argv.slice(asRecords ? 3 : 2);
const exports = join(folder, 'exports');
if (!existsSync(exports)) writeFleet(exports, Number(devices));
if (asRecords) {
  for (const region of readdirSync(exports).sort()) {
    for (const device of readdirSync(join(exports, region)).sort()) {
      const archive = execFileSync('tar', ['czf', '-', '-C', join(exports, region, device), '.']);
      const record = { path: `${region}/${device}.tar.gz`, contentBase64: archive.toString('base64') };
      console.log(JSON.stringify(record));
    }
  }
}
