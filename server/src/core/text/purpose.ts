import { relativePath } from './uri';

/** Folders of tests and of what tests read, of documentation, and of other people's code kept in the repository. */
const FOLDERS: Readonly<Record<string, Purpose>> = Object.fromEntries([
  ...[
    'test',
    'tests',
    '__tests__',
    '__snapshots__',
    '__mocks__',
    'testing',
    'testdata',
    'test-data',
    'test_data',
    'fixtures',
    'fixture',
    'spec',
    'specs',
    'e2e',
    'mocks',
    'integration-test',
    'integration-tests',
    'cassettes',
  ].map((name) => [name, 'test'] as const),
  ...['doc', 'docs', 'documentation', 'website', 'i18n', 'locales'].map(
    (name) => [name, 'documentation'] as const,
  ),
  ...[
    'vendor',
    'node_modules',
    'third_party',
    'third-party',
    'site-packages',
    'bower_components',
    'Godeps',
    'dist',
  ].map((name) => [name, 'vendored'] as const),
]);

const TEST_FILE =
  /(?:^|[._-])(?:test|tests|spec|mock|e2e)\.[a-z]+$|^test_\w+\.py$|^conftest\.py$|(?:Test|Tests|TestCase|Spec|IT)\.(?:java|kt|scala|groovy|cs|php|swift|vb)$|\.(?:tftest\.hcl|snap|bats|feature)$/;

/** What a file is there for. Only a `product` file sets anything for what its project runs. */
export type Purpose = 'product' | 'test' | 'documentation' | 'vendored';

/**
 * What a file is there for, by its path below the workspace: folders above the workspace say nothing of it.
 * @param root the URI of the workspace folder, where there is one
 */
export function purposeOf(uri: string, root: string | undefined): Purpose {
  const parts = relativePath(uri, root).split('/');
  const name = parts.pop() ?? '';
  if (TEST_FILE.test(name)) return 'test';
  if (/\.min\.[cm]?js$/.test(name)) return 'vendored';
  for (const part of parts) {
    if (Object.hasOwn(FOLDERS, part)) return FOLDERS[part]!;
    if (/(?:^|[._-])tests?$/.test(part)) return 'test';
  }
  return 'product';
}
