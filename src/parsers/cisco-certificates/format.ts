import { isVoiceGateway } from '../cisco-ios/detect.js';
import { listingStart } from './detect.js';
import type { ListingFormat } from '../parser.js';

/** `show crypto pki certificates`, with or without `pem` and `verbose`, and `show crypto pki trustpool`. */
export const ciscoCertificatesFormat: ListingFormat = {
  format: 'cisco-certificates',
  vendor: 'cisco',
  // In one file with a configuration it is the configuration's parser that asks for it to be saved apart.
  detect: (source) => listingStart(source) >= 0 && !isVoiceGateway(source),
  load: async () => (await import('./index.js')).ciscoCertificates,
};
