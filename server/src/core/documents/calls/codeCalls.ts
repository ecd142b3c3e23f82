import { plainTextEdits } from '../../syntax/plainText';
import { withoutComments } from '../endpoints/comments';
import { formOf } from '../endpoints/fileForm';
import { isGenerated } from '../endpoints/lines';
import type { Opened } from '../kind';
import type { CodeCallSubject } from '../runningCode';
import { bracketed, expressionAt, Names, type Part } from './codeValues';

/** UTF-16 code units: no program that people write by hand is longer. */
const LONGEST_FILE = 1_000_000;

/** How the SDK of a language is asked to assume a role. */
interface Language {
  /** Ends with the bracket that opens the arguments. */
  readonly call: RegExp;
  /** What stands before the role among them. */
  readonly role: RegExp;
  /** Clients of STS that are given credentials of another kind than those that the program has. */
  readonly otherCredentials: RegExp;
}

const PYTHON: Language = {
  call: /\.assume_role\s*\(/g,
  role: /\bRoleArn\s*=\s*/,
  otherCredentials:
    /\bclient\(\s*(?:service_name\s*=\s*)?["']sts["'][^()]{0,400}aws_access_key_id|\bSession\([^()]{0,400}(?:profile_name|aws_access_key_id)/,
};
const JAVASCRIPT: Language = {
  call: /\bnew\s+(?:\w+\.)?(?:AssumeRoleCommand|TemporaryCredentials|ChainableTemporaryCredentials)\s*\(|\.assumeRole\s*\(|\bfromTemporaryCredentials\s*\(/g,
  role: /\bRoleArn\s*:\s*|(?<=[{,]\s*)(?=RoleArn\s*[,}\n])/,
  otherCredentials:
    /\bnew\s+(?:\w+\.)?STS(?:Client)?\(\s*\{[^{}]{0,400}\b(?:credentials|accessKeyId)\b|\bconfig\.update\([^()]{0,400}(?:credentials|accessKeyId)|\bmasterCredentials\b/,
};
const GO: Language = {
  call: /\bAssumeRoleInput\s*\{|\bstscreds\.New(?:AssumeRoleProvider|Credentials|CredentialsWithClient)\s*\(/g,
  role: /\bRoleArn:\s*|^[^,():]{1,80}(?:\([^()]*\))?,\s*/,
  otherCredentials: /\bsts\.New(?:FromConfig)?\([^()]{0,200}Credentials\b/,
};
const JAVA: Language = {
  call: /\bAssumeRoleRequest(?:\.builder)?\s*\(/g,
  role: /\.(?:withRoleArn|roleArn|setRoleArn)\s*\(\s*/,
  otherCredentials:
    /\bSts\w*Client\b[^;]{0,200}\.credentialsProvider\(|SecurityTokenService[^;]{0,200}\.withCredentials\(/,
};
const RUBY: Language = {
  call: /\bassume_role\s*\(|\bAssumeRoleCredentials\.new\s*\(/g,
  role: /\brole_arn:\s*/,
  otherCredentials: /\bSTS::Client\.new\([^()]{0,400}(?:credentials|access_key_id)/,
};
const CSHARP: Language = {
  call: /\bnew\s+AssumeRoleRequest\s*(?:\(\s*\))?\s*\{/g,
  role: /\bRoleArn\s*=\s*/,
  otherCredentials: /\bAmazonSecurityTokenServiceClient\(\s*[^\s)]/,
};

/** By the ending of a file's name; a template may hold the code of functions. */
const LANGUAGES: readonly (readonly [RegExp, readonly Language[]])[] = [
  [/\.py$/i, [PYTHON]],
  [/\.[cm]?[jt]sx?$/i, [JAVASCRIPT]],
  [/\.go$/i, [GO]],
  [/\.(?:java|kt|kts|scala|groovy)$/i, [JAVA]],
  [/\.rb$/i, [RUBY]],
  [/\.cs$/i, [CSHARP]],
  [/\.(?:ya?ml|template)$/i, [PYTHON, JAVASCRIPT]],
];

/**
 * A session with fewer permissions, with tags or with a source identity is a reason to assume a role that one has.
 * Source: AWS Security Blog, "Announcing an update to IAM role trust policy behavior".
 */
const REASON =
  /\b(?:policy|policy_?arns|with_?policy\w*|tags|transitive_?tag_?keys|source_?identity|with_?tags)\b["']?\s*[=:(]/i;

/**
 * Calls of AssumeRole in programs, whose role is written out or comes from an environment variable. Where the role comes
 * from elsewhere nothing can be said of it.
 */
export function codeCalls(file: Opened): CodeCallSubject[] {
  const { text, uri } = file;
  const languages = LANGUAGES.find(([ending]) => ending.test(uri))?.[1];
  if (languages === undefined || text.length > LONGEST_FILE) return [];
  if (languages.length > 1 && !/\b(?:ZipFile|InlineCode)\b/.test(text)) return [];
  if (!/assume_?role|TemporaryCredentials|stscreds/i.test(text)) return [];
  const form = formOf(uri, file.languageId, text);
  if (form === undefined) return [];
  const bare = withoutComments(text, form.comments);
  const names = new Names(bare);
  const calls: CodeCallSubject[] = [];
  for (const language of languages) {
    if (language.otherCredentials.test(bare)) continue;
    for (const { index, 0: all } of bare.matchAll(language.call)) {
      if (isGenerated(bare, index)) continue;
      const given = argumentsAt(bare, index + all.length - 1, language, names);
      if (given === undefined) continue;
      const found = language.role.exec(given.text);
      if (found === null) continue;
      const { text: written, start } = expressionAt(bare, given.start + found.index + found[0].length);
      const role = names.role(written);
      if (role === undefined) continue;
      const span = { start, end: start + written.length };
      calls.push({
        kind: 'codeCall',
        source: { uri, edits: plainTextEdits },
        span,
        role,
        special: REASON.test(given.text),
      });
    }
  }
  return calls;
}

/** The arguments of a call; where they are one name, the object that the file gives that name. */
function argumentsAt(text: string, open: number, language: Language, names: Names): Part | undefined {
  if (language === JAVA) return chainAt(text, open);
  const given = bracketed(text, open);
  const name = /^\s*([A-Za-z_$]\w*)\s*,?\s*(?:\w+)?\s*$/.exec(given?.text ?? '')?.[1];
  return name === undefined || language !== JAVASCRIPT ? given : names.object(name);
}

/** What follows a request that is built step by step, to the end of its statement. */
function chainAt(text: string, open: number): Part | undefined {
  const rest = text.slice(open, open + 1_000);
  const end = rest.search(/;|\.build\(\)/);
  return { text: end < 0 ? rest : rest.slice(0, end), start: open };
}
