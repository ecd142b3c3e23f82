import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { plainYaml } from '../../../server/src/core/syntax/yamlPlain';
import { yamlTree } from '../../../server/src/core/syntax/yamlTree';
import { runs } from '../runs';

const ROLE = `  Reports:
    Type: AWS::IAM::Role # Who reads them.
    DependsOn: [Bucket, 'Key', "Topic"]
    Properties:
      RoleName: !Sub '\${AWS::StackName}-reports'
      MaxSessionDuration: 3600

      Path: /team/
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
        # The function.
        - Effect: Allow
          Principal:
            Service:
              - lambda.amazonaws.com
              - "ec2.amazonaws.com"
          Action: sts:AssumeRole
        - Sid: Own
          Effect: 'Allow'
          Principal: # By its ARN.
            AWS: !GetAtt Other.Arn
          Action: [sts:AssumeRole, sts:TagSession]
          Condition:
            Bool:
              aws:SecureTransport: true
            "StringLike":
              aws:PrincipalArn: !Join
                - ':'
                - - a
                - - b
      Tags:
        - {Key: a, Value: b}
`;
const PLAIN = ROLE.replace(/!Join\n(?:.*\n){3}/, '!Sub arn:aws:iam::${AWS::AccountId}:role/*\n').replace(
  '{Key: a, Value: b}',
  'Key: a\n          Value: it is',
);

const PIECES = [
  ...[
    ' ',
    '  ',
    '\n',
    ':',
    ': ',
    '#',
    ' #',
    '- ',
    '-',
    "'",
    '"',
    '[',
    ']',
    '{',
    '}',
    ',',
    '\t',
    '\r',
    '\r\n',
  ],
  ...['!Sub ', '!Ref', '!foo x', '!!str 1', '&a ', '*a', '|', '>', '|-\n', '? ', '%', '@', '`', '=', '<<'],
  ...['~', 'null', 'true', '1', '0x1', '0o7', '1.5', '.5', '1e3', '+1', '-1', '.inf', '.NaN', '1:30', 'No'],
  ...['\\', '\\n', "''", 'é', '🙂', '\u00a0', '\u2028', '\ufeff', '...', '\n---\n', '${X}', '{{x}}', '<A>'],
  ...['key: ', 'key:', '\n  ', '\n    ', '\n      - ', '\n- ', '"a": b', '2001-12-14t21:59:43.10-05:00'],
];
const edit = fc.record({
  at: fc.noBias(fc.nat(9999)).map((share) => share / 1e4),
  out: fc.nat(8),
  text: fc.constantFrom('', ...PIECES),
});

/** Holds the quick reading to that of the library. @returns whether there was one */
function isPlain(text: string): boolean {
  const root = plainYaml(text);
  if (root !== undefined) assert.deepEqual({ root, problems: [] }, yamlTree(text));
  return root !== undefined;
}

describe('YAML that is plain', () => {
  it('is read without the library, to the same tree', () => {
    assert.ok(isPlain(PLAIN));
    assert.ok(!isPlain(ROLE));
  });

  it('is read the same wherever an edit leaves it plain', () => {
    let plain = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const text = edits.reduce((before, { at, out, text: into }) => {
          const place = Math.floor(at * before.length);
          return before.slice(0, place) + into + before.slice(place + out);
        }, PLAIN);
        if (isPlain(text)) plain++;
      }),
      { numRuns: runs(4000) },
    );
    assert.ok(plain > runs(4000) / 20, `${plain} of ${runs(4000)} were plain`);
  });

  it('gives up at any beginning that is not whole, or reads what the library reads', () => {
    for (let end = 0; end <= PLAIN.length; end++) isPlain(PLAIN.slice(0, end));
  });

  it('ends where nesting does', () => {
    const deep = Array.from({ length: 300 }, (_, i) => `${'  '.repeat(i)}a:\n`).join('');
    assert.equal(plainYaml(deep), undefined);
  });
});
