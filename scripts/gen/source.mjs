import * as esbuild from 'esbuild';

/** What the generators work from. It is bundled on the spot, so that nothing has to be compiled before. */
const ENTRY = `
  export { RULES } from './server/src/core/rules/list';
  export { SYNTAX, SYNTAX_MEANING } from './server/src/core/rules/ids';
  export { ROLE_ARN } from './server/src/core/iam/arn';
  export { rulePage, ruleTable } from './server/src/cli/rulePage';
`;

/**
 * The rules and what writes them down.
 * @param {string} root the repository
 */
export async function loadSource(root) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    // jsonc-parser's "main" is UMD, whose dynamic require is missing at run time in a bundle.
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
