import { RULES } from './list';

/** Stands among the rules for what a parser could not read: settings give it a level like any other. */
export const SYNTAX = 'syntax';

/** What {@link SYNTAX} stands for, in the words of its page. */
export const SYNTAX_MEANING =
  'What a parser could not read: text that is not the JSON, the YAML, the HCL or the AWS config file it looks like.';

/** What may be given a level: every rule, and {@link SYNTAX}. */
export const RULE_IDS: readonly string[] = [...RULES.map(({ meta }) => meta.id), SYNTAX];
