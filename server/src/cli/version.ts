/** The version of this build; the bundler writes it in, unbundled code has none. */
export const VERSION = process.env['STS_LENS_VERSION'] ?? 'development';
