import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';
import type { Context } from '../../server/src/core/context';
import { openDocument } from '../../server/src/core/documents/open';
import { plain } from '../../server/src/core/explain/sentence';
import { check } from '../../server/src/core/rules/check';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings';
import { parseHcl } from '../../server/src/core/syntax/hcl';
import type { HclItem } from '../../server/src/core/syntax/hcl/tree';
import { applyEdits } from '../../server/src/core/text/edit';

const CORPUS = path.resolve(__dirname, '../../../../shared/corpus');
const MODULES = path.resolve(__dirname, '../../../node_modules');

interface File {
  readonly name: string;
  readonly text: string;
}

function files(...folders: readonly string[]): File[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(CORPUS, folder))
      .filter((name) => name.endsWith('.tf'))
      .map((name) => ({ name, text: readFileSync(path.join(CORPUS, folder, name), 'utf8') })),
  );
}

function opened(text: string) {
  const uri = 'file:///module/main.tf';
  const document = openDocument({ uri, text, folder: { files: [{ uri, text }] } });
  const context: Context = {
    settings: DEFAULT_SETTINGS,
    subjects: ((kind) => document.subjects.filter((s) => s.kind === kind)) as Context['subjects'],
  };
  return { document, findings: check(document, context) };
}

(existsSync(CORPUS) ? describe : describe.skip)('Real Terraform files', function () {
  this.timeout(120_000);
  let parser: Parser;
  before(async () => {
    await Parser.init();
    const grammar = path.join(MODULES, '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm');
    parser = new Parser().setLanguage(await Language.load(readFileSync(grammar)));
  });

  const sound = (text: string) => {
    const tree = parser.parse(text)!;
    const broken = tree.rootNode.hasError;
    tree.delete();
    return !broken;
  };

  it('are read as tree-sitter reads them: the same attributes, the same files broken', () => {
    const ours = (items: readonly HclItem[]): string[] =>
      items.flatMap((item) =>
        item.kind === 'block' ? ours(item.items) : [`${item.span.start}-${item.span.end}`],
      );
    const theirs = (node: Node): string[] => {
      const children = node.namedChildren.filter((child) => child !== null);
      if (node.type === 'attribute') return [`${node.startIndex}-${children.at(-1)!.endIndex}`];
      return children.flatMap(theirs);
    };
    const all = files('terraform', 'self-assumption', 'malformed');
    assert.ok(all.length > 90);
    for (const { name, text } of all) {
      const tree = parser.parse(text)!;
      const read = parseHcl(text);
      assert.equal(read.broken.length > 0, tree.rootNode.hasError, name);
      if (!tree.rootNode.hasError) assert.deepEqual(ours(read.items), theirs(tree.rootNode), name);
      tree.delete();
    }
  });

  it('give a policy for every role whose policy is written in the file, by a count of lines', () => {
    // By lines and words, without our parser: inline policies, and data sources that speak of assuming.
    for (const { name, text } of files('terraform', 'self-assumption')) {
      const code = text.replaceAll(/^\s*(?:#|\/\/).*$/gm, '').replaceAll(/^[\t ]*\/\*[\s\S]*?\*\//gm, '');
      const inline = code.match(/^\s*assume_role_policy\s*=\s*(?:jsonencode|<<|"\{)/gm)?.length ?? 0;
      const documents = [
        ...code.matchAll(/^data\s+"?aws_iam_policy_document"?\s+"[^"]+"\s*\{([\s\S]*?)^\}/gm),
      ];
      const trusting = documents.filter(
        ([, body]) => /\bprincipals\b/.test(body!) && /sts:(?:AssumeRole|TagSession|\*)/.test(body!),
      );
      const generated =
        code.match(/^data\s+"databricks_aws_(?:unity_catalog_)?assume_role_policy"/gm)?.length ?? 0;
      const { document } = opened(text);
      const found = document.subjects.filter(({ kind }) => kind === 'trustPolicy').length;
      // There may be more: documents made of others, and those whose actions are a variable.
      assert.ok(
        found >= inline + trusting.length + generated,
        `${name}: ${found} of ${inline} + ${trusting.length} + ${generated}`,
      );
      assert.ok(found <= inline + documents.length + generated, `${name}: ${found}, more than the file has`);
    }
  });

  it('draw errors and warnings only where they were looked at', () => {
    const loud = files('terraform', 'self-assumption').flatMap(({ name, text }) =>
      opened(text)
        .findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
        .map(
          ({ rule, message }) => `${name.replace(/^.*example_|-main\.tf$/g, '')}: ${rule}: ${plain(message)}`,
        ),
    );
    // Fixtures of a scanner, wrong on purpose.
    for (const line of loud) {
      assert.match(
        line,
        /^GithubActionsOIDCTrustPolicyOnRole: |^checkov--.*MWAA_environment: version-invalid: /,
      );
    }
    assert.equal(loud.length, 10);
  });

  it('get fixes that leave HCL, with the finding gone and no other line touched than they say', () => {
    let tried = 0;
    for (const { name, text } of files('terraform', 'self-assumption')) {
      const { findings } = opened(text);
      for (const finding of findings) {
        for (const fix of finding.fixes()) {
          const { change } = fix;
          const edited =
            change.kind === 'edits' ? change.files : change.candidates.slice(0, 1).flatMap(change.answer);
          for (const { edits } of edited) {
            const after = applyEdits(text, edits);
            const place = `${name}: ${finding.rule}, ${fix.id}`;
            assert.ok(sound(after) || !sound(text), `${place} leaves no HCL:\n${after}`);
            assert.deepEqual(parseHcl(after).broken.length, parseHcl(text).broken.length, place);
            assert.equal(blocksOutside(after, text), 0, `${place} touches another block`);
            tried++;
            if (change.kind !== 'edits') continue;
            const left = opened(after).findings.filter(({ rule }) => rule === finding.rule).length;
            assert.ok(
              left < findings.filter(({ rule }) => rule === finding.rule).length,
              `${place} leaves it`,
            );
          }
        }
      }
    }
    assert.ok(tried >= 15, `only ${tried} fixes`);
  });

  it('are read at prefixes of all lengths without a crash', () => {
    for (const { text } of files('terraform', 'self-assumption').slice(0, 25)) {
      const step = Math.max(1, Math.floor(text.length / 40));
      for (let end = 0; end < text.length; end += step) opened(text.slice(0, end));
    }
  });
});

/** How many top-level blocks changed beyond the two that a fix may touch: the trust policy's and a permissions policy's. */
function blocksOutside(after: string, before: string): number {
  const texts = (text: string) => parseHcl(text).items.map(({ span }) => text.slice(span.start, span.end));
  const known = new Set(texts(before));
  return Math.max(0, texts(after).filter((text) => !known.has(text)).length - 2);
}
