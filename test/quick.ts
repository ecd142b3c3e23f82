// Loaded by `npm run test:quick`, in every worker; see core/runs.ts. A variable set here works in any shell.
process.env['STS_LENS_TESTS'] = 'quick';
