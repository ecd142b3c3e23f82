import type { Context } from '../context';
import type { Subject, SubjectKind, SubjectOf } from '../documents/subjects';
import type { Reference } from '../explain/explanation';
import { type PolicyPart, partsOf } from '../iam/parts';
import type { Settings } from '../settings';
import type { Level, Report } from './finding';

export type Category = 'self-assumption' | 'trust' | 'grammar' | 'condition' | 'oidc' | 'endpoint' | 'config';

export interface Meta {
  /** `what-is-wrong`, kebab-case, stable for ever. */
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly category: Category;
  /** The most dangerous kind of fix it may offer; a rule that says `none` must offer none. */
  readonly fix: 'safe' | 'unsafe' | 'none';
  /** The version of STS Lens that brought it; left out for the rules of the first one, 0.1.0. */
  readonly since?: string;
  readonly references: readonly Reference[];
}

/** The rule's page. Markdown, in plain words. */
export interface Docs {
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

/** A file and the text of it that the rule must mark. Executed as a test. */
export interface BadExample {
  readonly title?: string;
  readonly file: string;
  readonly text: string;
  /** The exact text under the finding. */
  readonly at: string;
  /** Other files of the workspace, by name. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly settings?: Partial<Settings>;
  /** A fix, the answer to its question if it asks one, and the whole file after it. */
  readonly fixes?: readonly { readonly id: string; readonly answer?: string; readonly text: string }[];
}

/** A file on which the rule stays silent. */
export interface GoodExample {
  readonly title?: string;
  readonly file: string;
  readonly text: string;
  readonly beside?: Readonly<Record<string, string>>;
  readonly settings?: Partial<Settings>;
}

/** One rule: one file, a default export, in this order. */
export interface Rule<K extends SubjectKind = SubjectKind> {
  readonly meta: Meta;
  readonly docs: Docs;
  readonly examples: { readonly bad: readonly BadExample[]; readonly good: readonly GoodExample[] };
  /** The kind of subject it looks at, or kinds. */
  readonly subject: K | readonly K[];
  /** Of trust policies: the part that it is about. Policies without it are not looked at, for speed alone. */
  readonly about?: PolicyPart;
  /**
   * Of an AWS config file that is written in another file: `never` for STS endpoints, which are told of the file around
   * as far as it sets them; `paired` where the rule needs the config and the credentials file. Left out: one of them is
   * enough.
   */
  readonly embedded?: 'never' | 'paired';
  readonly check: (subject: SubjectOf<K>, context: Context) => Iterable<Report>;
}

/** A rule whose subject kind is no longer known to the compiler, as the list of rules holds it. */
export type AnyRule = Omit<Rule, 'check'> & {
  readonly check: (subject: Subject, context: Context) => Iterable<Report>;
};

/** The rules that may have something to say of a subject, in their order: of most subjects most rules have not. */
export function rulesBySubject(rules: readonly AnyRule[]): (subject: Subject) => readonly AnyRule[] {
  const ofKind = oncePerValue((kind: SubjectKind) =>
    rules.filter(({ subject }) => (typeof subject === 'string' ? subject === kind : subject.includes(kind))),
  );
  const ofTrust = oncePerValue((parts: ReadonlySet<PolicyPart>) =>
    ofKind('trustPolicy').filter(({ about }) => about === undefined || parts.has(about)),
  );
  return (subject) =>
    subject.kind === 'trustPolicy' ? ofTrust(partsOf(subject.policy)) : ofKind(subject.kind);
}

function oncePerValue<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) {
      value = make(key);
      made.set(key, value);
    }
    return value;
  };
}

/** Declares a rule; its subject kinds type the check, which is asked of no others (`rulesBySubject`). */
export function rule<K extends SubjectKind>(declared: Rule<K>): AnyRule {
  return { ...declared, check: declared.check as AnyRule['check'] };
}
