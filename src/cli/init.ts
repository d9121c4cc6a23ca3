import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { shownPath } from '../host/inputs.js';
import { SCHEMA_NAME } from '../host/neighbors.js';
import { writeWhole } from '../host/write.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { SETTINGS_NAME } from './settings.js';
import { UsageError } from './usage-error.js';

const INSTALLED = 'node_modules/sbclint/schema/v1/sbclint.schema.json';

/** Settings are for all who work with the exports. */
const NEW = { readers: 'umask', before: null } as const;

/** Writes a commented sbclint.yaml, never over one that is there, and the schema for editors where no package has it. */
export async function initCommand(args: Arguments, { stdout, dataFolder }: Environment): Promise<ExitCode> {
  const folder = args.positionals[0] ?? '.';
  const file = join(folder, SETTINGS_NAME);
  if (existsSync(file)) throw new UsageError(`${shownPath(file)} is there already, and init writes over nothing`);
  const isInstalled = existsSync(join(folder, INSTALLED));
  const beside = join(folder, SCHEMA_NAME);
  const isWritten = !isInstalled && !existsSync(beside);
  writeWhole(file, settingsText(isInstalled ? INSTALLED : SCHEMA_NAME), NEW);
  if (isWritten) {
    const { readSchema } = await import('./schemas.js');
    writeWhole(beside, readSchema('sbclint', dataFolder), NEW);
  }
  stdout(`wrote ${shownPath(file)}${isWritten ? `, and ${shownPath(beside)} for help in your editor` : ''}\n`);
  return 0;
}

function settingsText(schema: string): string {
  return `# yaml-language-server: $schema=${schema}
# Settings of sbclint. All of it is optional; what is commented out shows the shape. Paths are relative to this file.
# sbclint config check says whether the file is right, sbclint config show what holds in the end.

# What makes a run fail: error, warning, note, open or never.
failOn: error

# Levels of rules: off, note, warning or error. sbclint rules lists them.
rules: {}
#  mutual-tls-off: off

# Levels for a part of the fleet. Every kind that is given has to match, and the last that matches counts.
#overrides:
#  - devices: ['lab-*']
#    files: ['archive/**']
#    contexts: ['TLS-Test']
#    peers: [zoom]
#    rules: { missing-trust-anchor: warning }

# Rules of your own: docs/guides/custom-checks.md. sbclint test runs their tests.
#checks:
#  - id: acme-teams-without-mutual-tls
#    level: error
#    what: A listener for Teams does not ask for Microsoft's certificate.
#    why: Anyone who reaches the port can pose as Microsoft.
#    remedy: Complete the trust store, then switch mutual TLS on.
#    for: legs
#    where: { peer: microsoft-teams-direct-routing, direction: inbound, transport: tls }
#    expect: { mutualTls: yes }

# Findings that somebody answers for. One without a reason, or past its date, suppresses nothing.
#suppressions:
#  - rule: missing-trust-anchor
#    device: edge1
#    trustAnchor: DigiCert Global Root G3
#    reason: this trunk moves to another SBC before the change
#    owner: voice team
#    until: '2027-01-31'

# Findings of the day on which the file was made do not count: sbclint baseline create.
#baseline: sbclint-baseline.json

# Files that are no inputs, in the syntax of .gitignore.
#ignore: ['archive/']

# What belongs together, where the folders do not say it.
#devices:
#  - id: edge1
#    configuration: configs/edge1.cfg
#    evidence: [certs/edge1-listing.txt]
#    certificates: { NewRoot: certs/g2.pem }

# Peers of your own, such as a carrier: files of the shape of peer-profiles/.
#peers: [my-carrier.yaml]

# Settings shared with other folders; what this file says goes before.
#extends: [../sbclint.yaml]
`;
}
