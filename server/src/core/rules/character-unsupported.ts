import { say, words } from '../explain/sentence';
import { changeOf } from '../repairs/removeValue';
import { known, type LocatedString, type LocatedValue } from '../syntax/tree';
import type { Span } from '../text/span';
import type { Fix } from './finding';
import { IAM_QUOTAS } from './references';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/Build-Agent" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'character-unsupported',
    title: 'The policy has a character that IAM does not take',
    level: 'error',
    category: 'grammar',
    fix: 'unsafe',
    references: [
      IAM_QUOTAS,
      {
        title: 'IAM API Reference: CreateRole (AssumeRolePolicyDocument)',
        url: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
      },
    ],
  },
  docs: {
    what: 'A string of the trust policy has a character beyond U+00FF: a typographic dash or quotation mark, an invisible space from a web page, a letter of another script.',
    why: 'A policy document may have only tab, line feed, carriage return and the characters U+0020 to U+00FF. IAM refuses others. Many of them look like an allowed one, or like nothing.',
    remedy: 'Write the plain character. Text copied from web pages and chat programs is the usual source.',
  },
  examples: {
    bad: [
      {
        title: 'A dash that is not a hyphen',
        file: 'trust.json',
        text: TRUST.replace('Build-Agent', 'Build\u2013Agent'),
        at: '\u2013',
        fixes: [{ id: 'write-plain', text: TRUST }],
      },
      {
        title: 'An invisible character',
        file: 'trust.json',
        text: TRUST.replace('sts:', 'sts:\u200b'),
        at: '\u200b',
        fixes: [{ id: 'write-plain', text: TRUST }],
      },
    ],
    good: [
      { file: 'trust.json', text: TRUST },
      {
        title: 'Letters up to U+00FF are allowed',
        file: 'trust.json',
        text: TRUST.replace('"Version"', '"Id": "Zürich",\n  "Version"'),
      },
    ],
  },
  subject: 'trustPolicy',
  *check({ policy, source }) {
    for (const { node, isKey } of stringsIn(policy.value)) {
      const found = firstUnsupported(node);
      if (found === undefined) continue;
      const code = `U+${found.character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
      yield {
        message: say`The character ${found.character} (${words(code)}) may not stand in a policy: IAM takes tabs, line ends and the characters U+0020 to U+00FF only and refuses the others.`,
        span: found.span,
        fixes: () => (isKey ? [] : plainFixes(node)),
      };
    }

    function plainFixes(node: LocatedString): Fix[] {
      const value = known(node.text);
      if (value === undefined) return [];
      const plain = value.replace(UNSUPPORTED, (character) => PLAIN.get(character) ?? character);
      if (plain === value || plain.search(UNSUPPORTED) >= 0) return [];
      const shared = {
        id: 'write-plain',
        title: say`Write ${plain}`,
        change: changeOf(source, source.edits.replace(node, plain)),
      };
      // Refused as it is, and characters that nobody sees were not typed on purpose.
      if (value.replace(INVISIBLE, '') === plain) return [{ ...shared, safe: true }];
      return [
        {
          ...shared,
          safe: false,
          consequence: words('The value changes. Check that it names what was meant.'),
        },
      ];
    }
  },
});

/** What a policy document may not have. Source: IAM User Guide, "IAM and AWS STS quotas", IAM name requirements. */
const UNSUPPORTED = /[^\t\n\r\u0020-\u00ff]/gu;
const INVISIBLE = /[\u200b\u200e\u200f\u2060\ufeff]/gu;
/** Plain characters for those that word processors and web pages put in their place. */
const PLAIN = new Map<string, string>([
  ...['\u200b', '\u200e', '\u200f', '\u2060', '\ufeff'].map((character) => [character, ''] as const),
  ...['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212'].map(
    (character) => [character, '-'] as const,
  ),
  ...['\u2018', '\u2019'].map((character) => [character, "'"] as const),
  ...['\u2002', '\u2003', '\u2009', '\u202f'].map((character) => [character, ' '] as const),
]);

/** The first character IAM refuses, where the file holds it letter for letter: an escape is all ASCII. */
function firstUnsupported({ text }: LocatedString): { character: string; span: Span } | undefined {
  for (const piece of text.pieces) {
    if (piece.kind === 'hole' || piece.span.end - piece.span.start !== piece.value.length) continue;
    const at = piece.value.search(UNSUPPORTED);
    if (at < 0) continue;
    const character = String.fromCodePoint(piece.value.codePointAt(at)!);
    const start = piece.span.start + at;
    return { character, span: { start, end: start + character.length } };
  }
  return undefined;
}

/** Every string of a value, keys included. */
function* stringsIn(root: LocatedValue): Generator<{ node: LocatedString; isKey: boolean }> {
  const waiting: LocatedValue[] = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value.kind === 'string') yield { node: value, isKey: false };
    else if (value.kind === 'array') for (const item of value.items) waiting.push(item);
    else if (value.kind === 'object') {
      for (const entry of value.entries) {
        yield { node: entry.key, isKey: true };
        if (entry.value !== undefined) waiting.push(entry.value);
      }
    }
  }
}
