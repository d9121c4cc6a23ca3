import { simulate } from '../../src/engine/simulate.js';
import { timeline } from '../../src/engine/timeline.js';
import { checkFolder, patchFolder } from '../support/folder.js';
import { rootPem } from '../support/rule-cases.js';

const SEVEN = [
  'digicert-global-root-ca',
  'digicert-global-root-g2',
  'digicert-global-root-g3',
  'digicert-tls-ecc-p384-root-g5',
  'digicert-tls-rsa4096-root-g5',
  'microsoft-ecc-root-ca-2017',
  'microsoft-rsa-root-ca-2017',
];
const TEAMS =
  '[client:52.114.75.24:5061]\nserver_name = sip.pstnhub.microsoft.com\nverify_certificate = yes\nca_list = /new.pem\n';
const LACKING = 'verify_certificate = yes\nca_list = /old.pem\n';
const WHOLE = 'verify_certificate = yes\nca_list = /new.pem\n';

async function checked(name: string, text: string, peer?: string) {
  const files = new Map(
    Object.entries({
      [name]: text,
      'old.pem': rootPem('baltimore-cybertrust-root'),
      'new.pem': SEVEN.map(rootPem).join(''),
    }).map(([path, content]) => [path, Buffer.from(content, 'latin1')]),
  );
  const found = await checkFolder(files, { asOf: '2026-11-22', ...(peer === undefined ? {} : { peer }) });
  const [device] = found.result.devices;
  if (!device) throw new Error('no device');
  return { ...found, device };
}

/** Contexts of which something is said at more than a note, with how it is said. */
async function verdicts(name: string, text: string, peer?: string) {
  const { result } = await checked(name, text, peer);
  const found = result.findings.filter(({ ruleId }) => ruleId === 'missing-trust-anchor');
  return [...new Set(found.map(({ tlsContext, kind, level }) => `${tlsContext} ${kind} ${level}`))];
}

const kamailio = (text: string, peer?: string) => verdicts('tls.cfg', text, peer);

describe('domains of Kamailio that name nobody', () => {
  it('the only server domain serves the peer that a client domain names', async () => {
    expect(await kamailio(`[server:default]\n${LACKING}${TEAMS}`)).toEqual(['server:default fail error']);
    expect(await kamailio(`[server:any]\n${LACKING}${TEAMS}`)).toEqual(['server:any fail error']);
  });

  it('one of several server domains may serve it', async () => {
    const two = `[server:default]\n${LACKING}[server:203.0.113.5:5061]\n${WHOLE}${TEAMS}`;
    expect(await kamailio(two)).toEqual(['server:default open error']);
    expect(await kamailio(`[server:203.0.113.5:5061]\n${LACKING}${TEAMS}`)).toEqual([
      'server:203.0.113.5:5061 open error',
    ]);
    expect(await kamailio(`[server:[2001:db8::5]:5061]\n${LACKING}${TEAMS}`)).toEqual([
      'server:[2001:db8::5]:5061 open error',
    ]);
  });

  it('a domain of a local address may serve it where the others are local too, whatever their version of IP', async () => {
    const beside = (other: string) =>
      kamailio(`[server:192.168.0.5:5061]\n${LACKING}[server:${other}:5061]\n${WHOLE}${TEAMS}`);
    expect(await beside('[fd12:3456::5]')).toEqual(['server:192.168.0.5:5061 open error']);
    expect(await beside('[2001:db8::5]')).toEqual([]);
  });

  it('of many that may serve it, it is asked once which one does', async () => {
    const servers = (count: number) =>
      Array.from({ length: count }, (_, i) => `[server:203.0.113.5:${5061 + i}]\n${LACKING}`).join('');
    expect(await kamailio(servers(16) + TEAMS)).toHaveLength(16);
    const { result } = await checked('tls.cfg', servers(17) + TEAMS);
    const open = result.findings.filter(({ kind, level }) => kind === 'open' && level === 'error');
    expect(open.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([
      'exposure-unknown: cannot tell which of 17 TLS domains serve Microsoft Teams Direct Routing',
    ]);
    expect(await kamailio(servers(17))).toEqual([]);
  });

  it('a server domain of the inside may serve it behind NAT, where none is of the outside', async () => {
    const outside = `[server:203.0.113.5:5061]\n${WHOLE}`;
    const inside = (address: string, more = '') => kamailio(`[server:${address}]\n${LACKING}${more}${TEAMS}`);
    expect(await inside('10.1.1.1:5061')).toEqual(['server:10.1.1.1:5061 open error']);
    expect(await inside('10.1.1.1:5061', outside)).toEqual([]);
    expect(await inside('127.0.0.1:5061')).toEqual([]);
    expect(await inside('[::1]:5061')).toEqual([]);
  });

  it('client domains that name nobody may serve it', async () => {
    expect(await kamailio(`[client:default]\n${LACKING}${TEAMS}`)).toEqual(['client:default open error']);
    expect(await kamailio(`[client:any]\n${LACKING}${TEAMS}`)).toEqual(['client:any open error']);
  });

  it('a client domain of another host, id or address does not', async () => {
    const others = ['any]\nserver_name = a.example', 'any]\nserver_id = carrier', '203.0.113.9:5061]'];
    for (const other of others) expect(await kamailio(`[client:${other}\n${LACKING}${TEAMS}`)).toEqual([]);
  });

  it('a server_id that is the name of a host says whom its domain is for', async () => {
    const named = `[client:any]\nserver_id = sip.pstnhub.microsoft.com\n${LACKING}`;
    expect(await kamailio(named)).toEqual(['client:any sip.pstnhub.microsoft.com fail error']);
  });

  it('one that checks nobody cannot fail, and one that trusts all that is needed is clean', async () => {
    const unchecked = 'verify_certificate = no\nca_list = /old.pem\n';
    expect(await kamailio(`[server:default]\n${unchecked}[client:default]\n${unchecked}${TEAMS}`)).toEqual([]);
    const { result } = await checked('tls.cfg', `[server:default]\n${WHOLE}[client:default]\n${WHOLE}${TEAMS}`);
    expect(
      result.findings.filter(({ level, ruleId }) => level !== 'note' && ruleId !== 'incomplete-endpoint-set'),
    ).toEqual([]);
    expect(result.findings.filter(({ tlsContext }) => tlsContext === 'client:default')).toEqual([]);
  });

  it('they face nobody where no other domain names a peer, and with --peer whom the user says', async () => {
    expect(await kamailio(`[server:default]\n${LACKING}[client:default]\n${LACKING}`)).toEqual([]);
    const text = `[client:default]\n${LACKING}${TEAMS}`;
    expect(await kamailio(text, 'microsoft-teams-direct-routing')).toEqual(['client:default fail error']);
  });

  it('they serve every peer that is named, each once', async () => {
    const zoom = TEAMS.replace('52.114.75.24', '192.0.2.1').replace('sip.pstnhub.microsoft.com', 'us01peer01.zoom.us');
    const { device } = await checked('tls.cfg', `[server:default]\n${LACKING}${TEAMS}${zoom}`);
    const inbound = device.legs.filter(({ direction }) => direction === 'inbound');
    expect(inbound.map(({ peer }) => peer)).toEqual(['microsoft-teams-direct-routing', 'zoom']);
  });
});

const set = (name: string, value: string) => `modparam("tls_mgm", "${name}", "${value}")\n`;
const domain = (role: string, name: string, file: string, settings: Readonly<Record<string, string>> = {}) =>
  set(`${role}_domain`, name) +
  Object.entries({ ca_list: file, ...settings })
    .map(([key, value]) => set(key, `[${name}]${value}`))
    .join('');
const CLIENT = domain('client', 'teams', '/new.pem', { match_sip_domain: 'sip.pstnhub.microsoft.com' });
const opensips = (text: string, peer?: string) => verdicts('opensips.cfg', `${text}\nroute { t_relay(); }\n`, peer);

describe('domains of OpenSIPS that name nobody', () => {
  // What lies in ca_dir is never shown, so that a root is missing is never proven.
  it('server domains serve the peer that a client domain names, or may', async () => {
    const server = domain('server', 'public', '/old.pem', { match_ip_address: '203.0.113.5:5061' });
    expect(await opensips(server + CLIENT)).toEqual(['server:public open error']);
    const other = domain('server', 'other', '/new.pem', { match_ip_address: '*' });
    expect(await opensips(server + other + CLIENT)).toEqual(['server:public open error']);
    const inside = domain('server', 'inside', '/old.pem', { match_ip_address: '10.1.1.1:5061,127.0.0.1:5061' });
    expect(await opensips(inside + CLIENT)).toEqual(['server:inside open error']);
    expect(await opensips(inside + server.replace('old', 'new') + CLIENT)).toEqual([]);
  });

  it('says in what direction, and whether it is known', async () => {
    const legs = async (text: string) =>
      (await checked('opensips.cfg', `${text}${CLIENT}route { t_relay(); }\n`)).device.legs
        .filter(({ direction }) => direction === 'inbound')
        .map(({ peer, doubt }) => [peer, doubt?.answer ?? 'sure']);
    const server = domain('server', 'a', '/old.pem');
    expect(await legs(server)).toEqual([['microsoft-teams-direct-routing', 'sure']]);
    expect(await legs(server + domain('server', 'b', '/new.pem', { verify_cert: '0' }))).toEqual([
      ['microsoft-teams-direct-routing', 'unknown'],
      [null, 'sure'],
    ]);
    expect(await legs(server + set('db_url', 'x'))).toEqual([['microsoft-teams-direct-routing', 'unknown']]);
  });

  it('client domains that name nobody may serve it, those of an address and of other hosts do not', async () => {
    expect(await opensips(domain('client', 'any', '/old.pem') + CLIENT)).toEqual(['client:any open error']);
    expect(await opensips(domain('client', 'any', '/old.pem', { match_sip_domain: '*' }) + CLIENT)).toEqual([
      'client:any open error',
    ]);
    const own = { match_ip_address: '203.0.113.9:5061' };
    expect(await opensips(domain('client', 'carrier', '/old.pem', own) + CLIENT)).toEqual([]);
    const host = { match_sip_domain: 'a.example' };
    expect(await opensips(domain('client', 'carrier', '/old.pem', host) + CLIENT)).toEqual([]);
  });

  it('what the routing logic calls and may take any client domain is said once', async () => {
    const two = domain('client', 'a', '/old.pem') + domain('client', 'b', '/old.pem');
    const route = 'route { $du = "sip:sip.pstnhub.microsoft.com:5061;transport=tls"; }\n';
    expect(await verdicts('opensips.cfg', two + route)).toEqual(['null open error']);
    expect(await verdicts('opensips.cfg', domain('client', 'a', '/old.pem') + route)).toEqual(['client:a open error']);
  });

  it('one that checks nobody cannot fail, and one that trusts all that is needed is clean', async () => {
    const unchecked = domain('server', 'public', '/old.pem', { verify_cert: '0' });
    expect(await opensips(unchecked + CLIENT)).toEqual([]);
    expect(await opensips(domain('server', 'public', '/new.pem') + CLIENT)).toEqual([]);
  });
});

describe('a peer that a leg may serve', () => {
  const text = `[client:default]\n${LACKING}${TEAMS}`;

  it('is no reason to patch unless the user says so', async () => {
    const found = await checked('tls.cfg', text);
    const additions = async (assumeMissing: boolean) =>
      (await patchFolder(found, { asOf: '2026-11-22', assumeMissing })).flatMap(({ plan }) => plan.additions).length;
    expect(await additions(false)).toBe(0);
    expect(await additions(true)).toBe(7);
  });

  it('is neither an event of the timeline nor a handshake that fails', async () => {
    const { device, context } = await checked('tls.cfg', text);
    const { options } = context;
    const { events, gaps } = timeline(device, options, '2027-12-31');
    expect(events.filter(({ leg }) => leg.startsWith('client:default'))).toEqual([]);
    expect(gaps.map(({ because }) => because)).toContainEqual(expect.stringContaining('the called address decide'));
    const played = await simulate(device, { ...options, chain: null, bytesOf: () => null });
    const verdict = played.filter(({ leg, checks }) => leg.startsWith('client:default') && checks === 'device');
    expect(new Set(verdict.map((each) => each.verdict))).toEqual(new Set(['unknown']));
  });
});
