import type { Reference } from '../explain/explanation';
import { markdown, type Sentence } from '../explain/sentence';
import { ACTION_MEANINGS } from '../iam/actionMeanings';
import { conditionKey } from '../iam/conditionKeyData';
import { keyMeaning } from '../iam/conditionKeyMeanings';
import { EFFECT_MEANINGS, ELEMENT_MEANINGS, TYPE_MEANINGS, VERSION_MEANINGS } from '../iam/elementMeanings';
import { operatorMeaning } from '../iam/operatorMeanings';
import { SOURCES } from '../iam/sources';
import { CONFIG_KEYS } from '../sts/configKeys';
import { TYPE_WORDS } from './completeConditions';
import type { About } from './completionItem';
import { keyText } from './profileHover';

/** The documentation of a completion item, as Markdown: what it means, then one link. Undefined: there is none. */
export function documentationOf({ topic, name }: About): string | undefined {
  switch (topic) {
    case 'element': {
      const found = ELEMENT_MEANINGS.get(name);
      return found && page([found.sentence], found.source);
    }
    case 'type':
      return page([TYPE_MEANINGS.get(name)], SOURCES.principal);
    case 'version':
      return page([VERSION_MEANINGS.get(name)], ELEMENT_MEANINGS.get('Version')?.source);
    case 'effect':
      return page([EFFECT_MEANINGS.get(name)], SOURCES.evaluation);
    case 'action':
      return page([ACTION_MEANINGS.get(name.toLowerCase())], SOURCES.action);
    case 'operator':
      return page(operatorMeaning(name) ?? [], SOURCES.operators);
    case 'key':
      return keyPage(name);
    case 'setting': {
      const found = CONFIG_KEYS.get(name);
      return found && keyText(name, found);
    }
  }
}

function page(
  sentences: readonly (Sentence | undefined)[],
  source: Reference | undefined,
): string | undefined {
  const said = sentences.filter((sentence) => sentence !== undefined);
  if (said.length === 0) return undefined;
  return [said.map(markdown).join(' '), ...(source === undefined ? [] : [link(source)])].join('\n\n');
}

/** What is known of a condition key, as Markdown: what it is and when it is sent, its type, one link. */
export function keyPage(key: string): string | undefined {
  const documented = conditionKey(key);
  const meaning = keyMeaning(key);
  if (documented === undefined && meaning === undefined) return undefined;
  const type = documented === undefined ? undefined : keyType(documented.type, documented.multi);
  return [
    ...(meaning === undefined ? [] : [meaning.text]),
    ...(type === undefined ? [] : [type]),
    link(keySource(key)),
  ].join('\n\n');
}

function keyType(type: keyof typeof TYPE_WORDS, multi: boolean): string {
  const word = `Type: ${TYPE_WORDS[type]}`;
  return multi ? `${word}, several values; test it with \`ForAnyValue:\` or \`ForAllValues:\`.` : `${word}.`;
}

/** The page that documents a condition key. */
export function keySource(key: string): Reference {
  return /^aws:/i.test(key) ? SOURCES.globalKeys : SOURCES.stsKeys;
}

function link({ title, url }: Reference): string {
  return `[${title}](${url})`;
}
