// Input that is made to hang a reader or to fill its memory, read by the built program as a process of its own: bounded in
// time and memory, reported, and without anything that a terminal acts on. Build first: node scripts/build.mjs.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tarMember, zipOf } from './archives.mjs';
import { AS_OF, assert, inFolder, root, step } from './support.mjs';

/** By far more than any of this takes, and by far less than what looks at each pair of lines. */
const SECONDS = 20;
const MEGABYTES = 1600;
/** No character that a terminal, an editor or a reader of logs acts on. */
const ACTIVE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const NASTY = '\x1b[31m\x9b2J\u202e=cmd|<script>alert(1)</script>__proto__';

const MANY = 100_000;
const times = (number, line) => Array.from({ length: number }, (_, i) => line(i)).join('');
const fixture = (path) => readFileSync(join(root, 'test', 'fixtures', path), 'latin1');
const nested = (open, inner, close) => open.repeat(MANY) + inner + close.repeat(MANY);
const bomb = (name, inner) =>
  `<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "${'a'.repeat(100)}">${times(9, (i) => `<!ENTITY ${'abcdefghij'[i + 1]} "${`&${'abcdefghij'[i]};`.repeat(10)}">`)}]>\n<${name}>${inner}&j;</${name}>\n`;
const behind = (path, text) => fixture(path) + text;
const inside = (path, mark, text) => fixture(path).replace(mark, () => text);

const XML = {
  oracle: ['oracle-rest-xml/missing/input/edge1.xml', 'configElements'],
  'oracle-backup': ['oracle-backup-xml/missing/input/edge1.xml', 'backup'],
  'ribbon-core': ['ribbon-core-xml/missing/input/edge2.xml', 'config'],
  'ribbon-edge': ['ribbon-edge-xml/missing/input/symphonyconfig.xml', 'Configuration'],
  freeswitch: ['freeswitch-profile/missing/input/teams.xml', 'include'],
};

const INI = 'audiocodes-ini/missing/input/sbc.ini';
const CLI = 'audiocodes-cli/missing/input/sbc.cli';
const ACLI = 'oracle-acli/missing/input/edge1.cfg';
const SET = 'ribbon-core-set/missing/input/edge2.set';
const CURLY = 'ribbon-core-curly/missing/input/edge2.cfg';
const JSON_FILE = 'ribbon-core-json/missing/input/edge2.json';
const IOS = 'cisco-ios/missing/input/cube1.cfg';
const PJSIP = 'asterisk-pjsip/missing/input/pjsip.conf';
const KAMAILIO = 'kamailio-tls-cfg/missing/input/tls.cfg';
const OPENSIPS = 'opensips-script/missing/input/opensips.cfg';
const PEM = 'asterisk-pjsip/missing/input/teams-ca.pem';
const STORE = 'key-store/missing/input/truststore';

/** Name of the file to what stands in it. */
const FILES = {
  'one-line.ini': () => behind(INI, 'x'.repeat(100_000_000)),
  'only-line-ends.cfg': () => '\n'.repeat(2_000_000),
  'million-tables.ini': () =>
    behind(
      INI,
      times(1_000_000, (i) => `[ T${i} ]\n[ \\T${i} ]\n`),
    ),
  'same-table.ini': () =>
    behind(
      INI,
      times(2000, () => '[ TLSContexts ]\nFORMAT Index = Name;\nTLSContexts 1 = "a";\n[ \\TLSContexts ]\n'),
    ),
  'names.ini': () => fixture(INI).replaceAll('Teams', NASTY),
  'proto.ini': () => fixture(INI).replace(/\[ \\?\w+/g, (head) => head.replace(/\w+/, '__proto__')),
  'server-domains.tls.cfg': () =>
    `[client:any]\nserver_name=sip.pstnhub.microsoft.com\n${times(3000, (i) => `[server:192.0.2.1:${i + 1}]\nverify_certificate=yes\n`)}`,
  'inner-names.ini': () =>
    behind(
      INI,
      `[ ProxyIp ]\nFORMAT Index = ProxySetId, IpAddress, TransportType;\n${times(8000, (i) => `ProxyIp ${i} = "1", "h${i}.example:5061", 2;\n`)}[ \\ProxyIp ]\n` +
        `[ Dns2Ip ]\nFORMAT Index = DomainName, FirstIpAddress;\n${times(8000, (i) => `Dns2Ip ${i} = "h${i}.example", 192.0.2.1;\n`)}[ \\Dns2Ip ]\n`,
    ),
  'rows.cli': () =>
    behind(
      CLI,
      times(2000, (i) => `configure network\n tls ${i}\n  name "c${i}"\n exit\nexit\n`),
    ),
  'one-line.acli.cfg': () => behind(ACLI, `tls-profile ${'a '.repeat(10_000_000)}`),
  'elements.acli.cfg': () =>
    behind(
      ACLI,
      times(30_000, (i) => `certificate-record\n        name                                    r${i}\n`),
    ),
  'returns.acli.cfg': () => behind(ACLI, `tls-profile${'\r'.repeat(5_000_000)}x\b${'\b'.repeat(1_000_000)}`),
  'lines.set': () =>
    behind(
      SET,
      times(MANY, (i) => `set profiles security tlsProfile p${i} appAuthTimer 5\n`),
    ),
  'quotes.set': () => behind(SET, 'set system security pki certificate "'.repeat(MANY)),
  'nested.curly.cfg': () => behind(CURLY, nested('a {\n', '', '}\n')),
  'comments.curly.cfg': () => behind(CURLY, '/* '.repeat(1_000_000)),
  'nested.json': () => nested('{"a":[', '1', ']}'),
  'behind.json': () => inside(JSON_FILE, /\{/, `{"__proto__":${nested('[', '', ']')},"constructor":{"prototype":{}},`),
  'string.json': () => inside(JSON_FILE, /\{/, `{"a":"${'\\u0041x'.repeat(8_000_000)}",`),
  'trustpoints.ios.cfg': () =>
    behind(
      IOS,
      times(MANY, (i) => `crypto pki trustpoint t${i}\n enrollment terminal\n`),
    ),
  'banner.ios.cfg': () => behind(IOS, 'banner motd ^C\n'.repeat(MANY)),
  'sections.pjsip.conf': () =>
    behind(
      PJSIP,
      times(MANY, (i) => `[s${i}](s${i - 1})\ntype=transport\n`),
    ),
  'comments.pjsip.conf': () => behind(PJSIP, ';--'.repeat(1_000_000)),
  'proto.pjsip.conf': () => fixture(PJSIP).replace(/type *=.*/g, 'type=constructor'),
  'domains.tls.cfg': () =>
    behind(
      KAMAILIO,
      times(MANY, (i) => `[client:192.0.2.1:${i}]\nca_list = /x\n`),
    ),
  'one-line.tls.cfg': () => behind(KAMAILIO, `ca_list = ${'"a '.repeat(5_000_000)}`),
  'parameters.opensips.cfg': () =>
    behind(
      OPENSIPS,
      times(MANY, (i) => `modparam("tls_mgm", "client_domain", "d${i}")\n`),
    ),
  'open.opensips.cfg': () => behind(OPENSIPS, '/* " '.repeat(1_000_000)),
  'begins.pem': () => behind(PEM, '-----BEGIN CERTIFICATE-----\n'.repeat(1_000_000)),
  'nul.pem': () => fixture(PEM).replace(/\n/g, '\n\0'),
  'recursive.der': () => Buffer.concat(Array.from({ length: MANY }, () => Buffer.from([0x30, 0x83, 0x0f, 0xff, 0xff]))),
  'recursive.pem': () =>
    `-----BEGIN CERTIFICATE-----\n${Buffer.concat([...Array.from({ length: 100_000 }, (_, i) => der30((100_000 - i) * 5 - 5))]).toString('base64')}\n-----END CERTIFICATE-----\n`,
  'cut.jks': () => fixture(`${STORE}.jks`).slice(0, 1500),
  'count.jks': () => fixture(`${STORE}.jks`).replace(/^(.{8}).{4}/s, '$1\x7f\xff\xff\xff'),
  'cut.p12': () => fixture(`${STORE}.p12`).slice(0, 1500),
  'recursive.p12': () =>
    Buffer.concat([Buffer.from([0x30, 0x80, 2, 1, 3]), Buffer.alloc(1_000_000, '\x30\x80', 'latin1')]),
  'utf-16.cfg': () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(fixture(ACLI), 'utf16le')]),
  'not-utf-8.cfg': () => fixture(ACLI).replaceAll('Teams', '\xc3\xc3\xff\xfe\x80'),
  'zeros.cfg.gz': () => Buffer.concat(Array.from({ length: 64 }, () => gzipSync(Buffer.alloc(1 << 24)))),
  'zeros.zip': () => zipOf(Array.from({ length: 2000 }, (_, i) => ({ name: `${i}.cfg`, zeros: 1 << 24 }))),
  'lies.zip': () => zipOf([{ name: 'a.cfg', zeros: 1 << 28, said: 10 }]),
  'out.zip': () =>
    zipOf([
      { name: '../../out.cfg', zeros: 10 },
      { name: '/etc/out.cfg', zeros: 10 },
    ]),
  'members.tar': () => Buffer.concat(Array.from({ length: 20_000 }, (_, i) => tarMember(`${i}.cfg`, 'x'))),
  'out.tar': () =>
    Buffer.concat([
      tarMember('../../out.cfg', 'x'),
      tarMember('/etc/out.cfg', 'x'),
      tarMember(`${NASTY}.cfg`, fixture(ACLI)),
      tarMember('link.pem', '', '2'),
      tarMember('hard.pem', '', '1'),
      tarMember('device', '', '3'),
    ]),
  'cut.7z': () => Buffer.concat([Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]), Buffer.alloc(1000, 0xff)]),
};

for (const [name, [path, element]] of Object.entries(XML)) {
  FILES[`bomb.${name}.xml`] = () => bomb(element, fixture(path).replace(/^<\?xml.*\?>/, ''));
  FILES[`nested.${name}.xml`] = () => inside(path, /<\/(?!.*<\/)/s, `${nested('<a>', '', '</a>')}</`);
  FILES[`long.${name}.xml`] = () => inside(path, /<\/(?!.*<\/)/s, `<${'a'.repeat(2_000_000)} b="${'<!--'.length}"/></`);
}

/** What is read by other commands than check; `%` is the file's name. */
const deep = nested('[', '', ']');
const OTHERS = {
  'deep.yaml': [() => `rules: ${deep}`, 'check', 'edge1.cfg', '--config', '%'],
  'aliases.yaml': [
    () => `a: &a [x]\n${times(20, (i) => `a${i}: &a${i} [*a${i === 0 ? '' : i - 1}, *a${i === 0 ? '' : i - 1}]\n`)}`,
    ...['check', 'edge1.cfg', '--config', '%'],
  ],
  'proto.yaml': [
    () => `__proto__: {rules: {}}\nconstructor: 1\nrules: {__proto__: off, toString: off}\n`,
    'check',
    'edge1.cfg',
    '--config',
    '%',
  ],
  'baseline.json': [() => `{"schemaVersion":1,"findings":${deep}}`, 'check', 'edge1.cfg', '--baseline', '%'],
  'saved.json': [
    () => `{"schemaVersion":1,"__proto__":{"devices":[]},"devices":${deep}}`,
    'report',
    '%',
    '--format',
    'html',
  ],
  'plan.json': [
    () => `{"schemaVersion":1,"devices":[{"id":"${'\\u001b[31m'}","additions":${deep}}]}`,
    'verify',
    'edge1.cfg',
    '--plan',
    '%',
  ],
  'list.txt': [() => 'edge1.cfg\n'.repeat(1_000_000), 'check', '--files-from', '%'],
  'no-such.txt': [() => `${NASTY}\n`.repeat(MANY), 'check', '--files-from', '%'],
  'many-gone.txt': [() => times(MANY / 20, (i) => `${NASTY}${i}\n`), 'check', '--files-from', '%'],
};

/** Runs before the program and writes what it took at its end. */
const USAGE = `process.on('exit', () => require('node:fs').writeFileSync(process.env.USAGE, JSON.stringify(process.resourceUsage())));`;

await inFolder(async (folder) => {
  writeFileSync(join(folder, 'usage.cjs'), USAGE);
  writeFileSync(join(folder, 'edge1.cfg'), fixture(ACLI), 'latin1');
  const worst = { seconds: 0, megabytes: 0 };
  const wanted = process.argv.slice(2);
  const cases = [
    ...Object.entries(FILES).map(([name, make]) => [name, make, ['check', name]]),
    ...Object.entries(OTHERS).map(([name, [make, ...argv]]) => [
      name,
      make,
      argv.map((word) => (word === '%' ? name : word)),
    ]),
  ];
  for (const [name, make, argv] of cases.filter(([each]) => wanted.length === 0 || wanted.includes(each))) {
    const home = join(folder, name.replace(/\W/g, '_'));
    mkdirSync(home);
    writeFileSync(join(home, 'edge1.cfg'), fixture(ACLI), 'latin1');
    const content = make();
    writeFileSync(
      join(home, name),
      content,
      typeof content === 'string' && /[^\x00-\xff]/.test(content) ? 'utf8' : 'latin1',
    );
    const { code, shown, seconds, megabytes } = run(argv, home, folder);
    worst.seconds = Math.max(worst.seconds, seconds);
    worst.megabytes = Math.max(worst.megabytes, megabytes);
    const told = `${name}: exit ${code}, ${seconds.toFixed(1)} s, ${megabytes} MB`;
    if (process.env.SHOW) console.log(told, JSON.stringify(shown.slice(0, 300)));
    assert.ok([0, 1, 2, 3].includes(code), `${told}\n${shown.slice(-500)}`);
    assert.ok(seconds < SECONDS && megabytes < MEGABYTES, told);
    assert.ok(shown.includes(name.replace(/\..*/, '')) || code !== 2, `${told}: nothing is said of it`);
    assert.doesNotMatch(shown, ACTIVE, told);
    assert.ok(shown.length < 20_000_000, `${told}: says ${shown.length} characters`);
  }
  step(`${cases.length} hostile inputs: at most ${worst.seconds.toFixed(1)} s and ${worst.megabytes} MB each`);
});

function run(argv, home, folder) {
  const usage = join(folder, 'usage.json');
  const preload = join(folder, 'usage.cjs');
  const node = ['--max-old-space-size=1024', '--require', preload, join(root, 'dist', 'cli.cjs')];
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [...node, ...argv, ...(argv[0] === 'report' ? [] : AS_OF)],
    {
      cwd: home,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, USAGE: usage },
      timeout: 20 * SECONDS * 1000,
    },
  );
  if (error || status === null)
    return { code: null, shown: `${error ?? 'killed'}\n${stderr}`, seconds: NaN, megabytes: NaN };
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usage, 'utf8'));
  return {
    code: status,
    shown: stdout + stderr,
    seconds: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: Math.round(maxRSS / 1024),
  };
}

/** The head of a sequence with so many bytes in it. */
function der30(length) {
  return Buffer.from([0x30, 0x82 + 1, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff]);
}
