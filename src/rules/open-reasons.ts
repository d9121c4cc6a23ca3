/** The page that says, by vendor, what to do about open findings. */
export const OPEN_PAGE = 'docs/guides/open-findings.md';

export interface OpenReasonText {
  readonly title: string;
  /** Words of such findings, as they are printed. */
  readonly sounds: readonly string[];
  readonly remedy: string;
}

/**
 * What leaves findings open. Each is a section of that page under its title, so that a rule, `explain` and the page speak of
 * the same thing; a test compares them.
 */
export const OPEN_REASONS = {
  'trust-store': {
    title: 'What the trust store holds',
    sounds: [
      'is a name without a certificate',
      'is named like it',
      'never carries the trusted root store',
      'the export does not show the whole trust store',
    ],
    remedy: 'export the certificates of the trust store, and put them beside the configuration',
  },
  peer: {
    title: 'Whom the device faces',
    sounds: ['faces a cloud peer'],
    remedy:
      'export the part of the configuration with the trunks, or name the peer: --peer microsoft-teams-direct-routing',
  },
  settings: {
    title: 'A setting or a state that is not shown',
    sounds: ['is absent', 'is not shown', 'is not recognized'],
    remedy: 'export the whole configuration rather than a part of it',
  },
  'built-in-list': {
    title: 'The built-in list of the maker',
    sounds: ['what the built-in list holds'],
    remedy: 'import the roots as well; to know more, compare the firmware release',
  },
  tls: {
    title: 'TLS versions and cipher suites',
    sounds: ['holds differs between releases', 'speaks it is not established'],
    remedy: 'try it from another machine with openssl s_client, or write the suites out instead of DEFAULT',
  },
  'own-certificate': {
    title: 'The certificate of the SBC itself',
    sounds: ['not beside the configuration', 'the listing of it prints no extended key usage'],
    remedy: 'put the certificate (never its key) beside the configuration, or --certificate LABEL=FILE',
  },
  files: {
    title: 'A file that could not be used',
    sounds: ['cannot read', 'breaks off', 'the file is a template', 'both formats recognize it'],
    remedy: 'export the file again, whole and by itself, in a form that is read',
  },
  'no-export': {
    title: 'Where no export helps',
    sounds: ['is not established', 'the facts were last read on'],
    remedy: 'ask the peer or the vendor, or update sbclint',
  },
} as const satisfies Record<string, OpenReasonText>;

export type OpenReason = keyof typeof OPEN_REASONS;
