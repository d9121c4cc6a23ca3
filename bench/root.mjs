import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The built program, the way every measured run starts it. */
export const program = join(root, 'dist', 'cli.cjs');
