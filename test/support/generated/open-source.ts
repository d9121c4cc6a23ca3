import { bundles, type Printer } from './printer.js';

const FORM = { store: 'bundle', isShared: false, isComplete: true } as const;

export const asteriskPjsip: Printer = {
  ...FORM,
  format: 'asterisk-pjsip',
  path: 'pjsip.conf',
  comment: '; a remark',
  print(device, shuffle) {
    const section = (name: string, lines: readonly string[]) =>
      `[${name}]\n${lines.map((line) => `${line}\n`).join('')}\n`;
    const sections = device.trunks.flatMap(({ name, hosts }, i) => [
      section(
        `transport-${name}`,
        shuffle([
          'type=transport',
          'protocol=tls',
          `bind=0.0.0.0:${5061 + i}`,
          `ca_list_file=/etc/asterisk/keys/${name}-ca.pem`,
          'verify_server=yes',
          'verify_client=yes',
          'require_client_cert=yes',
        ]),
      ),
      section(name, shuffle(['type=endpoint', `transport=transport-${name}`, `aors=${name}`])),
      section(name, ['type=aor', ...hosts.map((host) => `contact=sip:${host}:5061\\;transport=tls`)]),
    ]);
    const text = `[global]\ntype=global\n\n${shuffle(sections).join('')}`;
    return { text, evidence: bundles(device, ({ name }) => `${name}-ca.pem`) };
  },
};

export const kamailioTlsCfg: Printer = {
  ...FORM,
  format: 'kamailio-tls-cfg',
  path: 'tls.cfg',
  comment: '# a remark',
  print(device, shuffle) {
    const store = (name: string) => `ca_list = /etc/kamailio/tls/${name}-ca.pem`;
    const section = (header: string, lines: readonly string[]) => `[${header}]\n${lines.join('\n')}\n\n`;
    const [first] = device.trunks;
    const sections = [
      section(
        'server:default',
        shuffle([
          'method = TLSv1.2+',
          'verify_certificate = yes',
          'require_certificate = yes',
          store(first?.name ?? ''),
        ]),
      ),
      section('client:default', ['verify_certificate = no']),
      ...device.trunks.flatMap(({ name, hosts }) =>
        hosts.map((host) =>
          section(
            'client:any',
            shuffle([`server_name = ${host}`, 'method = TLSv1.2+', 'verify_certificate = yes', store(name)]),
          ),
        ),
      ),
    ];
    return { text: shuffle(sections).join(''), evidence: bundles(device, ({ name }) => `${name}-ca.pem`) };
  },
};

export const opensipsScript: Printer = {
  ...FORM,
  format: 'opensips-script',
  // A folder beside the file counts too, and no script shows what lies in it.
  isComplete: false,
  path: 'opensips.cfg',
  comment: '# a remark',
  print(device, shuffle) {
    const { trunks } = device;
    const parameter = (name: string, value: string) => `modparam("tls_mgm", "${name}", "${value}")\n`;
    const domains = trunks.map(({ name, hosts }) => {
      const settings = shuffle([
        parameter('match_sip_domain', `[${name}]${hosts.join(', ')}`),
        parameter('ca_list', `[${name}]/etc/opensips/tls/${name}-ca.pem`),
        parameter('tls_method', `[${name}]TLSv1_2`),
      ]);
      return parameter('client_domain', name) + settings.join('');
    });
    const targets = trunks.flatMap(({ hosts }) => hosts.map((host) => `\t$du = "sip:${host}:5061;transport=tls";\n`));
    const head = 'socket=tls:192.0.2.10:5061\n\nloadmodule "proto_tls.so"\nloadmodule "tls_mgm.so"\n';
    return {
      text: `${head}${shuffle(domains).join('')}\nroute {\n${targets.join('')}\tt_relay();\n}\n`,
      evidence: bundles(device, ({ name }) => `${name}-ca.pem`),
    };
  },
};

export const freeswitchProfile: Printer = {
  ...FORM,
  format: 'freeswitch-profile',
  path: 'teams.xml',
  isSingle: true,
  comment: '<!-- a remark -->',
  print(device, shuffle) {
    const param = (name: string, value: string) => `<param name="${name}" value="${value}"/>\n`;
    const gateways = (device.trunks[0]?.hosts ?? []).map((host, i) => {
      const params = shuffle([
        param('proxy', `${host}:5061`),
        param('register', 'false'),
        param('register-transport', 'tls'),
      ]);
      return `<gateway name="gateway${i + 1}">\n${params.join('')}</gateway>\n`;
    });
    const settings = shuffle([
      param('sip-port', '5080'),
      param('tls', 'true'),
      param('tls-sip-port', '5061'),
      param('tls-cert-dir', '$${certs_dir}'),
      param('tls-verify-policy', 'all'),
      param('tls-version', 'tlsv1.2'),
    ]);
    const parts = [
      `<gateways>\n${shuffle(gateways).join('')}</gateways>\n`,
      `<settings>\n${settings.join('')}</settings>\n`,
    ];
    return {
      text: `<profile name="teams">\n${shuffle(parts).join('')}</profile>\n`,
      evidence: bundles(device, () => 'cafile.pem'),
    };
  },
};

/** A bundle by itself says nothing of trunks; what it does not show is not there. */
export const trustStore: Printer = {
  ...FORM,
  format: 'trust-store',
  path: 'ca-bundle.pem',
  store: 'entries',
  isSingle: true,
  peer: 'microsoft-teams-direct-routing',
  print: ({ trunks }, shuffle) => ({
    text: shuffle(trunks.flatMap(({ roots }) => roots.map(({ root }) => root.pem))).join(''),
    evidence: new Map(),
  }),
};
