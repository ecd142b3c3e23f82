import type { TrustPolicySubject } from '../documents/subjects';
import { say, words } from '../explain/sentence';
import { changeOf } from '../repairs/removeValue';
import type { Tolerated } from '../syntax/syntax';
import { type LocatedValue, objectsIn } from '../syntax/tree';
import type { Fix, Report } from './finding';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';
import { trustExample } from './trustExample';

const PLAIN = trustExample('{ "Service": "ec2.amazonaws.com" }');

export default rule({
  meta: {
    id: 'json-not-plain',
    title: 'The policy file has what JSON does not: a trailing comma, a comment',
    level: 'error',
    category: 'grammar',
    fix: 'unsafe',
    references: [
      ACCESS_ANALYZER,
      {
        title: 'IAM API Reference: CreateRole (errors)',
        url: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
      },
    ],
  },
  docs: {
    what: 'A file that is one trust policy and nothing else has a comma behind the last item of a list or object. As a warning: it has comments, or begins with a byte order mark. Files whose name does not end in `.json` and files with placeholders are left out: something else makes the policy of them.',
    why: 'A policy is JSON, which has none of these: CreateRole and UpdateAssumeRolePolicy refuse a malformed document with `MalformedPolicyDocument`. Comments and byte order marks do no harm where what reads the file takes them out before.',
    remedy:
      "Take them out. What a statement is for can be said in its `Sid` (letters and digits only), in the role's description, or beside the file.",
  },
  examples: {
    bad: [
      {
        title: 'A comma behind the last statement',
        file: 'trust.json',
        text: PLAIN.replace('    }\n  ]', '    },\n  ]'),
        at: ',',
        fixes: [{ id: 'remove-commas', text: PLAIN }],
      },
      {
        title: 'Comments',
        file: 'trust.json',
        text: PLAIN.replace('    {\n', '    // The build servers\n    {\n').replace(
          '"sts:AssumeRole"',
          '"sts:AssumeRole" /* and nothing else */',
        ),
        at: '// The build servers',
        fixes: [{ id: 'remove-comments', text: PLAIN }],
      },
      {
        title: 'A byte order mark',
        file: 'trust.json',
        text: `\uFEFF${PLAIN}`,
        at: '\uFEFF',
        fixes: [{ id: 'remove-mark', text: PLAIN }],
      },
    ],
    good: [
      { file: 'trust.json', text: PLAIN },
      {
        title: 'A file that says it has comments',
        file: 'trust.jsonc',
        text: `// The build servers\n${PLAIN}`,
      },
      {
        title: 'A file from which something else makes the policy',
        file: 'trust.json',
        text: PLAIN.replace('"ec2.amazonaws.com"', '"${Service}" // filled in by the pipeline'),
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject) {
    const { tolerated, uri } = subject.source;
    if (tolerated === undefined || !/\.json$/i.test(uri) || isTemplate(subject.policy.value)) return;
    for (const make of [commas, comments, mark]) {
      const own = tolerated.filter(({ kind }) => kind === make.kind);
      if (own.length > 0) yield make.report(subject, own);
    }
  },
});

/** What is said of all deviations of one kind, at the first of them. */
interface Speaker {
  readonly kind: Tolerated['kind'];
  readonly report: (subject: TrustPolicySubject, own: readonly Tolerated[]) => Report;
}

const commas: Speaker = {
  kind: 'trailingComma',
  report: (subject, own) => ({
    message: say`In JSON no comma stands behind the last item, and IAM reads plain JSON only: this is no policy to it as it stands.`,
    span: own[0]!.span,
    fixes: () => [
      removal(subject, own, {
        id: 'remove-commas',
        title: words(own.length === 1 ? 'Remove the comma' : `Remove the ${own.length} trailing commas`),
        safe: true,
      }),
    ],
  }),
};

const comments: Speaker = {
  kind: 'comment',
  report: (subject, own) => ({
    message: say`JSON has no comments, and IAM reads plain JSON only: what hands this file to IAM must take them out first.`,
    span: own[0]!.span,
    severity: 'warning',
    fixes: () => [
      removal(subject, own, {
        id: 'remove-comments',
        title: words(own.length === 1 ? 'Remove the comment' : `Remove all ${own.length} comments`),
        safe: false,
        consequence: words('What the comments say is lost, unless it is kept elsewhere.'),
      }),
    ],
  }),
};

const mark: Speaker = {
  kind: 'byteOrderMark',
  report: (subject, own) => ({
    message: say`The file begins with a byte order mark, which nobody sees. IAM reads plain JSON only: what hands this file to IAM must take the mark out first.`,
    span: own[0]!.span,
    severity: 'warning',
    fixes: () => [
      removal(subject, own, {
        id: 'remove-mark',
        title: words('Remove the byte order mark'),
        safe: true,
      }),
    ],
  }),
};

function removal({ source }: TrustPolicySubject, own: readonly Tolerated[], about: Omit<Fix, 'change'>): Fix {
  return {
    ...about,
    change: changeOf(
      source,
      own.map((each) => ({ span: each.removal, text: '' })),
    ),
  };
}

/** Whether something has to be filled in before this is a policy at all. */
function isTemplate(policy: LocatedValue): boolean {
  const isOpen = (value: LocatedValue | undefined): boolean =>
    value?.kind === 'hole' ||
    (value?.kind === 'string' && value.text.pieces.some((piece) => piece.kind === 'hole')) ||
    (value?.kind === 'array' && value.items.some(isOpen));
  for (const { entries } of objectsIn(policy)) {
    if (entries.some(({ key, value }) => isOpen(key) || isOpen(value))) return true;
  }
  return false;
}
