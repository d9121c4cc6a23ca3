import picocolors from 'picocolors';
import type { Palette } from '../reporters/terminal.js';

/** The only door to picocolors; loaded where there is a terminal, or somebody asks for colors. */
export const colors: Palette = picocolors.createColors(true);
