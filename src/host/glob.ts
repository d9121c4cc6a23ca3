/** The only door to tinyglobby; loaded for a pattern that the shell did not expand. */
export { globSync } from 'tinyglobby';
