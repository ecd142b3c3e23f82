import { type Sentence, say, words } from '../../explain/sentence';

/** What a reader of HCL should know where a text is not HCL. Sentences without values are made once. */
export const PROBLEMS = {
  value: words('A value is expected here.'),
  colon: words('A colon is expected here, between the two values of a choice.'),
  name: words('A name is expected here.'),
  item: words('The name of an argument or a block is expected here.'),
  brace: words('This closing brace closes nothing.'),
  /** Terraform's own words for it since 0.12. */
  quotedName: words('The name of an argument may not stand in quotes.'),
  opening: words('The opening brace of the block is expected here.'),
  newLine: words('The line should end here: each argument and each block begins on a line of its own.'),
  string: words('This string is not closed on its line.'),
  escape: words('This escape is not one that HCL knows.'),
  comment: words('This comment is not closed.'),
  interpolation: words('This expression is not closed: its brace is missing.'),
  directive: words('This template directive is not one that HCL knows.'),
  heredoc: words('The name that ends the text is expected here, and nothing else on the line.'),
  loop: words('The names of a loop and the word in are expected here.'),
  loopColon: words('A colon is expected here, behind what the loop goes over.'),
  deep: words('This nests too deep, so it is not analysed.'),
} as const;

/** @param name of the argument or block that begins on the line */
export function nothingBehind(name: string): Sentence {
  return say`An equals sign or an opening brace is expected behind ${name}.`;
}

/** @param name of the type of a block */
export function blockNotClosed(name: string): Sentence {
  return say`This block ${name} is not closed: a closing brace is missing.`;
}

/** @param mark that ends a heredoc */
export function heredocNotClosed(mark: string): Sentence {
  return say`This text never ends: no line holds ${mark} alone.`;
}

/** @param close the bracket that is missing at the end of the file */
export function bracketNotClosed(close: string): Sentence {
  return say`This bracket is not closed: ${close} is missing.`;
}

/** @param close the bracket that is missing before the bracket `found` */
export function bracketBefore(close: string, found: string): Sentence {
  return say`A closing ${close} is expected before this ${found}.`;
}

/** @param close the bracket that has to stand here */
export function bracketExpected(close: string): Sentence {
  return say`A closing ${close} is expected here.`;
}

/** @param close the bracket that might stand here */
export function commaOr(close: string): Sentence {
  return say`A comma or a closing ${close} is expected here.`;
}

/** What parts the keys of an object from their values. */
export const SIGN = say`${'='} or ${':'} is expected here, behind the key.`;

/** What parts the entries of an object. */
export const ENTRY = say`A comma, a new line or a closing ${'}'} is expected here.`;
