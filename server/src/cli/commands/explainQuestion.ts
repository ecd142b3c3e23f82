import type { TrustPolicySubject } from '../../core/documents/subjects';
import { explanationMarkdown } from '../../core/explain/markdown';
import { plain } from '../../core/explain/sentence';
import { explanationText } from '../../core/explain/text';
import { answer, decisionExplanation, type Question, readQuestion } from '../../core/features/question';
import { roleInSight } from '../../core/features/trustPolicyRows';
import { parseRoleArn } from '../../core/iam/arn';
import type { Decision } from '../../core/iam/evaluate';
import type { Role } from '../../core/iam/role';
import { shown } from '../../core/iam/value';
import { AskedFiles, readPolicies } from '../askedPolicies';
import { visible } from '../files/names';
import type { SettingsFinder } from '../files/settings';
import { plainDecision } from '../formats/decision';
import { paintMarks } from '../formats/stylish';
import type { OptionTable, Values } from '../options';
import type { Outcome } from '../outcome';
import { painter, type Terminal } from '../terminal';
import type { Member, Workspace } from '../workspace';

/** The options of `explain` that ask one question. */
export const questionOptions = {
  role: {
    type: 'one',
    value: 'ARN',
    help: 'The role: chooses its policy among several, and says whose a bare policy is.',
  },
  caller: {
    type: 'one',
    value: 'WHO',
    help: 'Ask for one caller: an ARN, an account ID, service:NAME, oidc:ISSUER or saml:ARN.',
  },
  action: {
    type: 'one',
    value: 'ACTION',
    help: 'Such as sts:TagSession (default: the action by which this kind of caller assumes roles).',
  },
  context: {
    type: 'many',
    value: 'KEY=VALUE',
    help: 'What the request says of a condition key; KEY= says that it does not carry the key.',
  },
  'identity-policy': {
    type: 'many',
    value: 'FILE',
    help: "The caller's permissions policies; those given are taken to be all of them.",
  },
  boundary: { type: 'one', value: 'FILE', help: "The caller's permissions boundary." },
} as const satisfies OptionTable;

/** What the help of `explain` says below its options. */
export const QUESTION_NOTES = `With --caller one question is answered, such as:
  sts-lens explain trust.json --caller arn:aws:iam::111122223333:user/Jane \\
    --context aws:MultiFactorAuthPresent=true
A condition key that is not given is not known, unless it follows from who calls (as aws:PrincipalArn does); then
the answer may be that it depends. A key given again has several values. Without --identity-policy the caller's
permissions are not known either.

As JSON the answer is {"verdict": "allowed|denied|depends", "dependsOn": [...], "steps": [...]}. Where a file has
several trust policies and neither --role nor --line chooses one, it is a list of these, each with its "role",
"line" and "column" in front.

The exit code is 0 whatever the answer is, and 2 where a question or a file cannot be read.`;

type QuestionOptions = Values<typeof questionOptions>;

/** What is wrong with the options before any file is read; undefined: nothing. */
export function questionMistake(given: QuestionOptions): string | undefined {
  const { role, caller } = given;
  if (role !== undefined && parseRoleArn(role) === undefined) {
    return `--role takes the ARN of a role, such as arn:aws:iam::111122223333:role/RoleA; it was "${visible(role)}".`;
  }
  if (caller === undefined) {
    const lost = (['action', 'context', 'identity-policy', 'boundary'] as const).find(
      (name) => given[name]?.length,
    );
    return lost && `--${lost} needs --caller: it is about one call.`;
  }
  const read = readQuestion({ caller, action: given.action, context: given.context });
  return read.ok ? undefined : plain(read.message);
}

/** The question that options without a mistake ask; undefined without `--caller`. */
export function questionOf({ caller, action, context }: QuestionOptions): Question | undefined {
  const read = caller === undefined ? undefined : readQuestion({ caller, action, context });
  return read?.ok ? read.question : undefined;
}

interface Asked {
  readonly member: Member;
  readonly subjects: readonly TrustPolicySubject[];
  readonly question: Question;
  readonly given: QuestionOptions & { readonly format: string | undefined };
  readonly workspace: Workspace;
  readonly settings: SettingsFinder;
}

/** Answers a question of each of a file's trust policies chosen. */
export function answerQuestion(asked: Asked, terminal: Terminal): Outcome {
  const { member, subjects, question, given, workspace, settings } = asked;
  const files = new AskedFiles();
  files.add(member.file.name, member.file.text);
  const { caller } = question;
  const owner = caller.kind === 'role' ? shown(caller.arn) : undefined;
  const read = (paths: readonly string[]) => readPolicies(paths, owner, files, settings, terminal);
  const identityPolicies = given['identity-policy'].length > 0 ? read(given['identity-policy']) : undefined;
  const boundaries = given.boundary === undefined ? [] : read([given.boundary]);
  if (boundaries === undefined || (given['identity-policy'].length > 0 && identityPolicies === undefined)) {
    return { kind: 'incomplete' };
  }
  const context = workspace.context(member);
  const known = given.role === undefined ? undefined : parseRoleArn(given.role);
  const answers = subjects.map((subject): Answer => {
    const role = known ?? roleInSight(subject, context);
    const side = { role, identityPolicies, boundary: boundaries[0] };
    return { subject, role, decision: answer(subject.policy, question, side) };
  });
  terminal.out(render(answers, files, asked, terminal));
  return { kind: 'shown' };
}

interface Answer {
  readonly subject: TrustPolicySubject;
  readonly role: Role | undefined;
  readonly decision: Decision;
}

function render(answers: readonly Answer[], files: AskedFiles, asked: Asked, terminal: Terminal): string {
  const { member, question, given } = asked;
  const { name } = member.file;
  const at = (offset: number) => files.at(offset);
  if (given.format === 'json') {
    const all = answers.map(({ subject, role, decision }) => {
      const place = at(subject.span.start);
      const answered = plainDecision(decision, name, at);
      return { role: role && shown(role.text), line: place?.line, column: place?.column, ...answered };
    });
    const [first] = answers;
    const single = answers.length === 1 && first !== undefined;
    return `${JSON.stringify(single ? plainDecision(first.decision, name, at) : all, undefined, 2)}\n`;
  }
  const paint = painter(terminal.colours);
  return answers
    .map(({ subject, role, decision }) => {
      const explanation = decisionExplanation(decision, question, role);
      if (given.format === 'markdown') return explanationMarkdown(explanation);
      const place = at(subject.span.start);
      const head = paint('dim', `${visible(name)}:${place?.line}:${place?.column}`);
      return `${head}\n${paintMarks(explanationText(explanation), paint)}`;
    })
    .join('\n');
}
