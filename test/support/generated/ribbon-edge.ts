import type { Root } from './device.js';
import type { Printer } from './printer.js';

const leaf = (name: string, value: string | number) => `<${name}>${value}</${name}>\n`;
const record = (classname: string, leaves: Readonly<Record<string, string | number>>) =>
  `<IE classname="${classname}">\n${Object.entries(leaves)
    .map(([name, value]) => leaf(name, value))
    .join('')}</IE>\n`;
const entry = (id: number, inside: string) => `<ID value="${id}">\n${inside}</ID>\n`;
const token = (name: string, inside: string) => `<Token name="${name}">\n${inside}</Token>\n`;

/** `CN=a,O=b\, c,C=US` as `/C=US/O=b, c/CN=a`. */
function slashed(subject: string): string {
  const parts = subject.split(/(?<!\\),/).map((part) => part.replaceAll('\\', ''));
  return `/${parts.reverse().join('/')}`;
}

function certificate(label: string, root: Root, shown: boolean): string {
  const epoch = (date: string) => Date.parse(date) / 1000;
  const name = slashed(root.subject);
  return record('CERTIFICATE_FILE_DATA_CFG_IE', {
    CertFileType: 3,
    CertCommonName: shown ? (/CN=([^,]+)/.exec(root.subject)?.[1] ?? '') : label,
    ...(shown
      ? {
          CertSubjectName: name,
          CertIssuerName: name,
          CertSerialNumber: root.serial.toUpperCase(),
          CertStartDateEpoch: epoch(root.notBefore),
          CertEndDateEpoch: epoch(root.notAfter),
          CertVerifyStatus: 'OK',
        }
      : {}),
  });
}

export const ribbonEdgeXml: Printer = {
  format: 'ribbon-edge-xml',
  path: 'symphonyconfig.xml',
  store: 'entries',
  isShared: true,
  isComplete: true,
  comment: '<!-- a remark -->',
  print({ trunks }, shuffle) {
    const profiles = trunks.map(({ name }, i) =>
      entry(
        i + 1,
        record('TLS_PROFILE_IE', { Description: name, TLSVersion: 0, MutualAuth: 1, VerifyPeersCertificate: 1 }),
      ),
    );
    const servers = trunks.map(({ name, hosts }, i) =>
      entry(
        i + 1,
        record('SIP_CFG_SERVER_TABLE_LIST_IE', { Description: name }) +
          hosts
            .map((host, nth) => {
              const server = { ServerLookup: 0, Host: host, Port: 5061, Protocol: 4, TLSProfileID: i + 1, Monitor: 1 };
              return entry(nth + 1, record('SIP_CFG_SERVER_IE', server));
            })
            .join(''),
      ),
    );
    const groups = trunks.map(({ name, hosts }, i) =>
      entry(
        i + 1,
        record('SIP_CFG_SG_COMMON_IE', {
          Description: name,
          customAdminState: 1,
          ServerClusterID: i + 1,
          RemoteHosts: hosts.join(','),
          SIPListenProtocolPortList: i + 1,
        }),
      ),
    );
    const ports = trunks.map((_, i) =>
      entry(
        i + 1,
        record('LISTEN_PROTOCOL_PORT_LIST_IE', { ListenProtocol: 4, ListenPort: 5061 + i, TLSProfileID: i + 1 }),
      ),
    );
    const roots = trunks.flatMap((trunk) => trunk.roots);
    const certificates = roots.map(({ label, root, shown }, i) => entry(i + 1, certificate(label, root, shown)));
    const tokens = shuffle([
      token('System', token('Certificates', shuffle(certificates).join(''))),
      token('Security', token('TLSProfile', shuffle(profiles).join(''))),
      token('SIP', token('SIPServers', shuffle(servers).join(''))),
      token('SignalingGroups', token('SIP', shuffle(groups).join(''))),
      token('ListenProtocolPortList', shuffle(ports).join('')),
    ]);
    const head = `${leaf('SystemRelease', '12.1.0v100')}${leaf('PlatformType', 'SBC2000')}`;
    return {
      text: `<?xml version="1.0" encoding="UTF-8"?>\n<Configuration>\n${head}${tokens.join('')}</Configuration>\n`,
      evidence: new Map(),
    };
  },
};
