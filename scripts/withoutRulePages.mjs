import { readFile } from 'node:fs/promises';
import { parse } from 'acorn';
import { transform } from 'esbuild';

/** The parts of a rule that only its page shows: the command line prints it, an editor links to it. */
const PAGE = new Set(['docs', 'examples']);

/**
 * Leaves the text of the rule pages out of a bundle: more than half of the rules' bytes. A rule file default-exports
 * `rule({ meta, docs, examples, … })`; a file of another shape stays as it is.
 * @type {import('esbuild').Plugin}
 */
export const withoutRulePages = {
  name: 'without-rule-pages',
  setup(build) {
    build.onLoad({ filter: /core[\\/]rules[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes('export default rule(')) return undefined;
      const { code } = await transform(source, { loader: 'ts', sourcefile: path });
      return { contents: withoutPage(code), loader: 'js' };
    });
  },
};

/**
 * @param {string} code JavaScript of a rule file
 * @returns {string} the same without the texts of its page
 */
export function withoutPage(code) {
  const [argument] =
    parse(code, { ecmaVersion: 'latest', sourceType: 'module' })
      .body.filter((node) => node.type === 'ExportDefaultDeclaration')
      .flatMap((node) => (node.declaration.type === 'CallExpression' ? node.declaration.arguments : [])) ??
    [];
  if (argument?.type !== 'ObjectExpression') return code;
  const texts = argument.properties.filter(
    (property) =>
      property.type === 'Property' && property.key.type === 'Identifier' && PAGE.has(property.key.name),
  );
  // From the back, so that earlier offsets stay true.
  return texts.reduceRight(
    (text, { value }) => `${text.slice(0, value.start)}undefined${text.slice(value.end)}`,
    code,
  );
}
