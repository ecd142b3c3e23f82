// Loaded by `npm run test:quick`, in every worker; see core/runs.ts. Variables set here work in any shell.
process.env['STS_LENS_TESTS'] = 'quick';
// Quick runs of the command line use the compiled code, into which no version has been built.
process.env['STS_LENS_VERSION'] ??= '0.0.0';
