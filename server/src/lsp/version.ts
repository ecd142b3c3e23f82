/** The build replaces this by the package's version. */
declare const process: { readonly env: { readonly STS_LENS_VERSION?: string } };

export const VERSION: string = process.env.STS_LENS_VERSION ?? '0.0.0';
