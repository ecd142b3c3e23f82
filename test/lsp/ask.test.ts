import { strict as assert } from 'node:assert';
import type { AskResult, ExplainMessageResult, ExplainResult, Part } from '../../server/src/lsp/protocol';
import { Editor, rangeIn } from './editor';

const ROLE = 'arn:aws:iam::111122223333:role/RoleA';
const FILE = 'file:///w/role.json';
const TEXT = JSON.stringify(
  {
    Role: {
      RoleName: 'RoleA',
      Arn: ROLE,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::444455556666:root' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'sts:ExternalId': 'abc' } },
          },
        ],
      },
    },
  },
  undefined,
  2,
);

const text = (parts: readonly Part[]) => parts.map((part) => part.text).join('');

describe('Questions through the protocol', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
    await editor.open(FILE, TEXT);
  });
  afterEach(() => editor.stop());

  const at = () => ({ uri: FILE, position: rangeIn(editor.texts.get(FILE)!, '"Principal"').start });
  const ask = (caller: string, context: readonly string[] = [], more: object = {}) =>
    editor.connection.sendRequest<AskResult>('stsLens/ask', { ...at(), caller, context, ...more });

  it('are answered, with what would turn the answer and where that stands', async () => {
    const result = await ask('arn:aws:iam::444455556666:role/X', ['sts:ExternalId=wrong']);
    assert.ok(result.kind === 'answer');
    assert.equal(result.verdict, 'denied');
    const [first] = result.ways[0]!;
    assert.match(text(first!.sentence), /the condition of statement 1 is met \(only with ExternalId abc\)/);
    assert.ok(first!.place !== undefined);
  });

  it('that cannot be read are said to be so', async () => {
    const caller = await ask('nobody');
    assert.ok(caller.kind === 'mistake' && caller.field === 'question');
    const policy = await ask(ROLE, [], { identityPolicy: '{' });
    assert.ok(policy.kind === 'mistake' && policy.field === 'identityPolicy');
    for (const params of [
      {},
      null,
      { uri: 'file:///gone.json', position: at().position, caller: ROLE, context: [] },
    ]) {
      assert.equal((await editor.connection.sendRequest<AskResult>('stsLens/ask', params)).kind, 'nothing');
    }
  });

  it('are offered for with callers and keys in sight, beside a picture and the repairs', async () => {
    const result = await editor.connection.sendRequest<ExplainResult>('stsLens/explain', at());
    assert.ok(result.kind === 'explanation');
    const { whatIf, diagram, comparison, repairs } = result.explanation;
    assert.deepEqual(whatIf?.callers.slice(0, 2), [ROLE, '444455556666']);
    assert.deepEqual(whatIf?.keys, ['sts:ExternalId']);
    assert.equal(comparison?.sides.length, 2);
    assert.ok(Array.isArray(repairs));
    assert.deepEqual(
      diagram?.edges.map(({ kind }) => kind),
      ['denied', 'conditional'],
    );
  });

  it('about a refused call find the role among the open files', async () => {
    const message = `User: arn:aws:iam::999988887777:user/X is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
    const send = (params: unknown) =>
      editor.connection.sendRequest<ExplainMessageResult>('stsLens/explainMessage', params);
    const { explanations } = await send({ text: message });
    assert.match(text(explanations[0]!.title), /^Denied by the trust policy/);
    assert.equal(explanations[0]!.place?.uri, FILE);
    for (const params of [{ text: 'hello' }, {}, null, { text: 7 }]) {
      assert.deepEqual((await send(params)).explanations, []);
    }
  });
});
