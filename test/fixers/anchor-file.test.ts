import { anchorFile } from '../../src/fixers/anchor-file.js';
import type { Anchor } from '../../src/fixers/fixer.js';

it.each([
  ['trust-anchors/digicert-global-root-g2.pem', 'DigiCert Global Root G2', 'digicert-global-root-g2'],
  [null, 'Example Root (R 1)', 'example-root-r-1'],
  [null, '../../etc/passwd', 'etc-passwd'],
  ['C:/my roots/Own.Root.PEM', 'x', 'own-root'],
  [null, '根', 'root'],
])('of %j and %j is %s', (file, name, slug) => {
  expect(anchorFile({ file, name } as Anchor)).toBe(`trust-anchors/${slug}.pem`);
});
