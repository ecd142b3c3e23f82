import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { cmdWord } from '../../../server/src/core/syntax/commandPrompt';
import { hereString, powershellWord } from '../../../server/src/core/syntax/powershell';
import { NotWritable } from '../../../server/src/core/syntax/syntax';
import { knownString, readable } from '../../../server/src/core/syntax/tree';
import { applyEdits } from '../../../server/src/core/text/edit';
import { cpuSeconds, runs, STEP } from '../runs';
import { ARN, open, policy, principal, trusts } from './policiesInScripts';

const quotes = (json: string, by: string) => json.replaceAll('"', () => by);

/**
 * Arguments of a command line as the C runtime of Windows splits it, written from its documentation alone: state by
 * state, and not the way the reader under test does it.
 */
function argumentsOf(line: string): string[] {
  const found: string[] = [];
  let i = 0;
  while (i < line.length) {
    if (line[i] === ' ') {
      i++;
      continue;
    }
    let word = '';
    let inside = false;
    for (; i < line.length && (inside || line[i] !== ' '); i++) {
      let slashes = 0;
      for (; line[i] === '\\'; i++) slashes++;
      if (line[i] === '"') {
        word += '\\'.repeat(Math.floor(slashes / 2));
        if (slashes % 2 === 1) word += '"';
        else if (inside && line[i + 1] === '"') {
          word += '"';
          i++;
        } else inside = !inside;
      } else {
        word += '\\'.repeat(slashes);
        if (i >= line.length || (!inside && line[i] === ' ')) break;
        word += line[i];
      }
    }
    found.push(word);
  }
  return found;
}

describe('Policies in scripts of Windows', () => {
  it('are arguments in PowerShell, for the versions that want backslashes and for those that do not', () => {
    for (const [argument, expected] of [
      [`'${policy(ARN)}'`, ARN],
      [`'${quotes(policy(ARN), '\\"')}'`, ARN],
      [`"${quotes(policy('arn:aws:iam::${account}:root'), '`"')}"`, 'arn:aws:iam::${account}:root'],
      [`"${quotes(policy('arn:aws:iam::$account`:root'), '\\`"')}"`, 'arn:aws:iam::${account}:root'],
      [`"${quotes(policy('arn:aws:iam::$($me.Account):root'), '""')}"`, 'arn:aws:iam::${$me.Account}:root'],
      [`"${quotes(policy('arn:aws:iam::$env:ACCOUNT`:root'), '`"')}"`, 'arn:aws:iam::${ACCOUNT}:root'],
    ] as const) {
      const text = `# it's a script\naws iam create-role --role-name App \`\n  --assume-role-policy-document ${argument} --path /x/\n`;
      const [subject] = trusts('make.ps1', text);
      assert.equal(principal(subject), expected, argument);
      assert.equal(subject?.role.name && readable(subject.role.name), 'App');
      assert.equal(subject?.role.path && readable(subject.role.path), '/x/');
      const value = subject!.policy.statements[0]!.principal!.groups[0]!.values[0]!;
      assert.match(text.slice(value.span.start, value.span.end), /^[\\`"]*arn:[^"]*[\\`"]+$/);
    }
  });

  it('are nothing where PowerShell sees something else: a backslash is no escape of its own', () => {
    const text = `aws iam create-role --assume-role-policy-document "${quotes(policy(ARN), '\\"')}"\n`;
    assert.deepEqual(trusts('make.ps1', text), []);
    assert.equal(trusts('make.cmd', text).length, 1);
    assert.equal(trusts('make.sh', text).length, 1);
  });

  it('are here-strings and variables that a later command or cmdlet names, or that go into a file', () => {
    const text = `$trust = @'
${policy(ARN)}
'@
$own = '${policy(ARN)}'
$other = @"
${policy('arn:aws:iam::$($account):root')}
"@
@'
${policy(ARN)}
'@ | Out-File -FilePath trust.json -Encoding ascii
New-IAMRole -RoleName One -AssumeRolePolicyDocument $trust
Update-IAMAssumeRolePolicy -rolename Two -PolicyDocument $other
$own | Set-Content .\\own.json
aws iam create-role --role-name Three --assume-role-policy-document file://trust.json
aws iam create-role --role-name Four --assume-role-policy-document file://own.json
`;
    const found = trusts('roles.ps1', text.replaceAll('\n', '\r\n'));
    assert.deepEqual(
      found.map(({ role }) => `${role.name && readable(role.name)} ${role.lifecycle}`),
      ['One created', 'Four created', 'Two existing', 'Three created'],
    );
    assert.equal(principal(found[2]), 'arn:aws:iam::${$account}:root');
    assert.equal(principal(found[3]), ARN);
  });

  it('are arguments in batch files, whoever takes the quotes for what', () => {
    for (const [argument, expected] of [
      [`"${quotes(policy(ARN), '\\"')}"`, ARN],
      [`"${quotes(policy(ARN), '""')}"`, ARN],
      [`^"${quotes(policy(ARN), '\\^"').replaceAll(' ', '')}^"`, ARN],
      [`"${quotes(policy('arn:aws:iam::%ACCOUNT%:root'), '\\"')}"`, 'arn:aws:iam::${ACCOUNT}:root'],
    ] as const) {
      const text = `@echo off\r\nrem it's "a" script\r\naws iam create-role --role-name App ^\r\n  --assume-role-policy-document ${argument}\r\n`;
      const [subject] = trusts('make.bat', text);
      assert.equal(principal(subject), expected, argument);
      assert.equal(subject?.role.name && readable(subject.role.name), 'App');
    }
  });

  it('are changed in the quotes they stand in', () => {
    for (const [name, argument, after] of [
      ['a.ps1', `'${policy(ARN)}'`, `["${ARN}", "it''s"]`],
      ['a.ps1', `'${quotes(policy(ARN), '\\"')}'`, `[\\"${ARN}\\", \\"it''s\\"]`],
      ['a.ps1', `"${quotes(policy(ARN), '`"')}"`, `[\`"${ARN}\`", \`"it's\`"]`],
      ['a.ps1', `"${quotes(policy(ARN), '""')}"`, `[""${ARN}"", ""it's""]`],
      ['a.cmd', `"${quotes(policy(ARN), '\\"')}"`, `[\\"${ARN}\\", \\"it's\\"]`],
      ['a.cmd', `"${quotes(policy(ARN), '""')}"`, `[""${ARN}"", ""it's""]`],
    ] as const) {
      const text = `aws iam create-role --assume-role-policy-document ${argument}\n`;
      const [subject] = trusts(name, text);
      const list = subject!.policy.statements[0]!.principal!.groups[0]!.entry.value!;
      const changed = applyEdits(text, subject!.source.edits.append(list, ["it's"]));
      assert.ok(changed.includes(after), changed);
      const value = trusts(name, changed)[0]!.policy.statements[0]!.principal!.groups[0]!.values[1];
      assert.equal(knownString(value), "it's");
    }
  });

  it('are in code blocks of Markdown that say their shell', () => {
    const block = (language: string, line: string) => `# Doc\n\n\`\`\`${language}\n${line}\n\`\`\`\n`;
    const backticks = `aws iam create-role --assume-role-policy-document "${quotes(policy(ARN), '`"')}"`;
    assert.equal(principal(trusts('a.md', block('powershell', backticks))[0]), ARN);
    const doubled = `aws iam create-role --assume-role-policy-document "${quotes(policy(ARN), '""')}"`;
    assert.equal(principal(trusts('a.md', block('cmd', doubled))[0]), ARN);
  });

  it('are nothing where a quote is not closed, and at every beginning of a script', () => {
    const text = `$x = '${policy(ARN)}'\n@"\n${policy(ARN)}\n"@ | Out-File t.json\naws iam create-role --assume-role-policy-document "${quotes(policy(ARN), '\\"')}"\n`;
    for (const name of ['x.ps1', 'x.bat']) {
      for (let i = 0; i <= text.length; i += STEP) open(name, text.slice(0, i));
    }
    assert.equal(trusts('x.ps1', text.slice(0, 60)).length, 0);
    const seconds = cpuSeconds(() => {
      open('x.ps1', `Statement ${"'{ \n".repeat(50_000)}`);
      open('x.ps1', `Statement ${"@'\n{ \n".repeat(50_000)}`);
      open('x.ps1', `Statement | Out-File x\n${"$x = '{'\n".repeat(30_000)}`);
      open('x.ps1', `[default] ${'sed tee >> '.repeat(30_000)}`);
      open('x.cmd', `Statement ${' "{ '.repeat(50_000)}`);
      open('x.cmd', `Statement ${' "{ \n'.repeat(50_000)}`);
    });
    assert.ok(seconds < 2, `${seconds} s`);
  });
});

describe('Words in batch files', () => {
  it('say what the C runtime makes of them', () => {
    const piece = fc.constantFrom('"', '\\', '\\"', '""', '{', 'a', 'b c', ':', ' ', '[1]');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const line = `"${pieces.join('')}`;
        const { embedding, closed } = cmdWord(line, 0);
        if (closed) assert.equal(embedding.content, argumentsOf(line)[0], line);
      }),
      { numRuns: runs(3000) },
    );
  });

  it('take back what they write', () => {
    const text = fc.array(fc.constantFrom('"', '\\', "'", '$', '`', '{', 'a ', '%', ':', '${x}'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, (pieces) => {
        const said = `{ ${pieces.join('')}`;
        const word = cmdWord('"{ "', 0).embedding;
        const written = `"${word.write(said, 1)} "`;
        assert.equal(cmdWord(written, 0).embedding.content, `${said} `, written);
        for (const quote of ["'", '"']) {
          const single = powershellWord(`${quote}x${quote}`, 0).embedding.write(said, 1);
          const read = powershellWord(`${quote}${single}${quote}`, 0);
          assert.ok(read.closed, single);
          // What stands for a variable is left to PowerShell, and what looks meant for an older one is read as that.
          if (!/^\{\s*\\"/.test(said)) assert.equal(read.embedding.content, said, single);
          const opening = `@${quote}\nx\n${quote}@`;
          const here = hereString(opening, 0)!.embedding.write(said, 3);
          const found = hereString(`@${quote}\n${here}\n${quote}@`, 0)!;
          if (!/^\{\s*\\"/.test(said)) assert.equal(found.embedding.content, said, here);
        }
      }),
      { numRuns: runs(2000) },
    );
    assert.throws(() => cmdWord('"{"', 0).embedding.write('a&b', 1), NotWritable);
  });
});
