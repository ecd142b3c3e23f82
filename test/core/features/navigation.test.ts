import assert from 'node:assert/strict';
import { plain } from '../../../server/src/core/explain/sentence';
import { namedAt } from '../../../server/src/core/features/named';
import { folds, type OutlineItem, outline } from '../../../server/src/core/features/outline';
import { definitionsOf, type Location, referencesTo } from '../../../server/src/core/features/references';
import { rename } from '../../../server/src/core/features/rename';
import { workspaceNames } from '../../../server/src/core/features/workspaceNames';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from '../rules/workspace';

const DEPLOY = 'arn:aws:iam::111122223333:role/app/Deploy';
const trust = (...principals: string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: principals }, Action: 'sts:AssumeRole' }],
});
const ROLES = JSON.stringify({
  Roles: [
    { RoleName: 'Deploy', Arn: DEPLOY, AssumeRolePolicyDocument: trust('arn:aws:iam::111122223333:root') },
    {
      RoleName: 'Other',
      Arn: 'arn:aws:iam::111122223333:role/Other',
      AssumeRolePolicyDocument: trust(DEPLOY),
    },
  ],
});
const SESSIONS = JSON.stringify(trust('arn:aws:sts::111122223333:assumed-role/Deploy/ci'));
const IDENTITY = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: DEPLOY },
});
const CONFIG = `[profile deploy]
role_arn = ${DEPLOY}
source_profile = base
sso_session = corp

[sso-session corp]
sso_region = us-east-1

[profile "base"]
region = us-east-1

[profile other]
source_profile = base
`;
const CREDENTIALS = '[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n\n[default]\nsource_profile=base\n';
const FILES = {
  'roles.json': ROLES,
  'sessions.json': SESSIONS,
  'identity.json': IDENTITY,
  '.aws/config': CONFIG,
  '.aws/credentials': CREDENTIALS,
  'elsewhere/config': '[profile x]\nsource_profile = base\n',
};

/** The workspace, with the cursor in one file before a text, and what is named there. */
function at(name: keyof typeof FILES, before: string, nth = 0) {
  const workspace = new Workspace(FILES);
  const document = workspace.document(name);
  let offset = document.text.indexOf(before);
  for (let i = 0; i < nth; i++) offset = document.text.indexOf(before, offset + 1);
  assert.ok(offset >= 0, before);
  const { context } = workspace;
  const shown = (found: readonly Location[]) =>
    found.map(({ uri, span }) => {
      const file = Workspace.nameOf(uri);
      return `${file}: ${workspace.document(file).text.slice(span.start, span.end)}`;
    });
  return { workspace, document, offset, context, shown, named: namedAt(document, offset, context)?.named };
}

describe('Going to a definition', () => {
  it('leads from a principal, a resource, a session and a profile to the trust policy of the role', () => {
    const places: [keyof typeof FILES, string, number][] = [
      ['roles.json', DEPLOY, 1],
      ['identity.json', DEPLOY, 0],
      ['sessions.json', 'assumed-role/Deploy', 0],
      ['.aws/config', DEPLOY, 0],
    ];
    for (const [file, text, nth] of places) {
      const { named, context, shown } = at(file, text, nth);
      assert.deepEqual(shown(definitionsOf(named!, context)), ['roles.json: "Deploy"'], file);
    }
  });

  it('leads from a profile to its sections in both files, and from sso_session to its section', () => {
    const base = at('.aws/config', 'base');
    assert.deepEqual(base.shown(definitionsOf(base.named!, base.context)), [
      '.aws/config: base',
      '.aws/credentials: base',
    ]);
    const corp = at('.aws/config', 'corp');
    assert.deepEqual(corp.shown(definitionsOf(corp.named!, corp.context)), ['.aws/config: corp']);
  });

  it('leads nowhere from other words, and from roles without a trust policy in sight', () => {
    assert.equal(at('roles.json', 'Statement').named, undefined);
    assert.equal(at('.aws/config', 'us-east-1').named, undefined);
    const workspace = new Workspace({ 'a.json': IDENTITY });
    const document = workspace.document('a.json');
    const found = namedAt(document, IDENTITY.indexOf(DEPLOY), workspace.context);
    assert.deepEqual(definitionsOf(found!.named, workspace.context), []);
  });
});

describe('Finding references', () => {
  it('finds a role in trust policies, permissions policies and profiles', () => {
    const { named, context, shown } = at('roles.json', '"Deploy"');
    assert.deepEqual(shown(referencesTo(named!, context)), [
      `roles.json: ${DEPLOY}`,
      'sessions.json: arn:aws:sts::111122223333:assumed-role/Deploy/ci',
      `identity.json: ${DEPLOY}`,
      `.aws/config: ${DEPLOY}`,
    ]);
  });

  it('finds a profile in both of its files, and not in those of others', () => {
    const { named, context, shown } = at('.aws/credentials', 'base]');
    assert.deepEqual(shown(referencesTo(named!, context)), [
      '.aws/config: base',
      '.aws/config: base',
      '.aws/credentials: base',
    ]);
  });
});

describe('Renaming', () => {
  const renamed = (file: keyof typeof FILES, before: string, name: string) => {
    const { document, offset, context, workspace } = at(file, before);
    const result = rename(document, offset, name, context);
    if (!result.ok) return plain(result.why);
    return Object.fromEntries(
      result.files.map(({ uri, edits }) => [
        Workspace.nameOf(uri),
        applyEdits(workspace.document(Workspace.nameOf(uri)).text, edits),
      ]),
    );
  };

  it('changes a profile in both files: headers and what names it', () => {
    assert.deepEqual(renamed('.aws/config', 'base', 'root'), {
      '.aws/config': CONFIG.replaceAll('base', 'root'),
      '.aws/credentials': CREDENTIALS.replaceAll('base', 'root'),
    });
    assert.deepEqual(renamed('.aws/config', 'corp]', 'work'), {
      '.aws/config': CONFIG.replaceAll('corp', 'work'),
    });
  });

  it('refuses names that no tool reads, names that are taken, the default profile and roles', () => {
    assert.match(String(renamed('.aws/config', 'base', 'a b')), /no blanks/);
    assert.match(String(renamed('.aws/config', 'base', 'a]')), /brackets/);
    assert.equal(renamed('.aws/config', 'base', 'other'), 'There is a section named other already.');
    assert.match(String(renamed('.aws/credentials', 'default', 'x')), /no name here/);
    assert.match(String(renamed('identity.json', DEPLOY, 'x')), /no name here/);
  });
});

describe('The outline', () => {
  const lines = (items: readonly OutlineItem[], depth = 0): string[] =>
    items.flatMap((item) => [
      `${'  '.repeat(depth)}${item.name}${item.detail === undefined ? '' : ` (${item.detail})`}`,
      ...lines(item.children, depth + 1),
    ]);
  const of = (name: string, text: string) => outline(new Workspace({ [name]: text }).document(name));

  it('has statements by their Sid, or by what they say, and their principals', () => {
    const policy = JSON.stringify({
      Statement: [
        { Sid: 'Ci', Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
        {
          Effect: 'Deny',
          NotPrincipal: { AWS: [DEPLOY] },
          Action: ['sts:TagSession', 'sts:SetSourceIdentity', 'sts:SetContext'],
        },
      ],
    });
    assert.deepEqual(lines(of('policy.json', policy)), [
      'Ci (Allow sts:AssumeRole)',
      '  ec2.amazonaws.com (Service)',
      'Statement 2: Deny sts:TagSession, sts:SetSourceIdentity, …',
      `  ${DEPLOY} (not AWS)`,
    ]);
  });

  it('has a role for each of a list, and sections with their keys', () => {
    assert.deepEqual(
      of('roles.json', ROLES).map(({ name, kind, children }) => [name, kind, children.length]),
      [
        ['Deploy', 'role', 1],
        ['Other', 'role', 1],
      ],
    );
    assert.deepEqual(lines(of('.aws/config', CONFIG)).slice(0, 6), [
      'deploy (profile)',
      '  role_arn',
      '  source_profile',
      '  sso_session',
      'corp (sso-session)',
      '  sso_region',
    ]);
  });

  it('has names that lie inside what they name, whatever the text', () => {
    const check = (items: readonly OutlineItem[]) => {
      for (const { span, selection, children, name } of items) {
        assert.ok(span.start <= selection.start && selection.end <= span.end && name !== '', name);
        check(children);
      }
    };
    for (const [name, text] of Object.entries(FILES)) {
      for (let end = 0; end <= text.length; end += 2) check(of(name, text.slice(0, end)));
    }
  });

  it('folds sections down to their last setting, and nested settings', () => {
    const text =
      '[profile a]\nregion = x\ns3 =\n  a = b\n  c = d\n\n# b\n[default]\n[profile c]\noutput = json\n';
    const spans = folds(new Workspace({ '.aws/config': text }).document('.aws/config'));
    const line = (offset: number) => text.slice(0, offset).split('\n').length;
    assert.deepEqual(
      spans.map(({ start, end }) => [line(start), line(end)]),
      [
        [1, 5],
        [3, 5],
        [9, 10],
      ],
    );
  });

  it('finds roles and profiles of the workspace by the letters typed', () => {
    const { context } = new Workspace(FILES);
    const names = (query: string) =>
      workspaceNames(query, context.subjects).map(({ name, kind }) => `${kind} ${name}`);
    assert.deepEqual(names('dpl'), ['role Deploy', 'profile deploy']);
    assert.equal(names('').length, 8);
    assert.deepEqual(names('zzz'), []);
  });
});

it('Nothing here throws at any place of half a file', () => {
  for (const [name, text] of Object.entries(FILES)) {
    for (let end = 0; end <= text.length; end += 7) {
      const workspace = new Workspace({ [name]: text.slice(0, end) });
      const document = workspace.document(name);
      for (let offset = 0; offset <= end; offset += 5) {
        const found = namedAt(document, offset, workspace.context);
        if (found !== undefined) referencesTo(found.named, workspace.context);
        rename(document, offset, 'renamed', workspace.context);
      }
    }
  }
});
