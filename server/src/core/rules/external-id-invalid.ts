import { say, words } from '../explain/sentence';
import { clausesOf, literalsOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import { rule } from './rule';

const RIGHT = conditionExample('{ "StringEquals": { "sts:ExternalId": "4f2c-91" } }');

export default rule({
  meta: {
    id: 'external-id-invalid',
    title: 'No ExternalId can have this value',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.assumeRole, SOURCES.stsKeys],
  },
  docs: {
    what: 'A condition compares `sts:ExternalId` with a value that STS does not take as an ExternalId: an empty one, one of a single character, or one with other characters than letters, digits and `_+=,.@:/-`.',
    why: 'A caller cannot send such an ExternalId, so the test never matches.',
    remedy: 'Write the ExternalId that the caller sends: 2 to 1,224 of these characters.',
  },
  examples: {
    bad: [
      { title: 'Empty', file: 'trust.json', text: RIGHT.replace('4f2c-91', ''), at: '""' },
      {
        title: 'A blank',
        file: 'trust.json',
        text: RIGHT.replace('4f2c-91', 'team blue'),
        at: '"team blue"',
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'A pattern',
        file: 'trust.json',
        text: RIGHT.replace('StringEquals', 'StringLike').replace('4f2c-91', '4f2c-??'),
      },
      { title: 'To be filled in', file: 'trust.json', text: RIGHT.replace('4f2c-91', '<ExternalId>') },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    for (const { clause, operator, lower } of clausesOf(policy)) {
      if (lower !== 'sts:externalid' || operator.family.id !== 'string') continue;
      const wild = operator.family.pattern === 'wild';
      for (const { node, text } of literalsOf(clause)) {
        // A wildcard where there is none is the matter of wildcard-without-like.
        if (/[*?]/.test(text) && !wild) continue;
        const short = text.length < 2 && !(wild && text.includes('*'));
        const odd = !(wild ? /^[\w+=,.@:/*?-]*$/ : /^[\w+=,.@:/-]*$/).test(text);
        if (!short && !odd && text.length <= 1224) continue;
        const why = odd
          ? say`has characters that no ExternalId has`
          : words(
              short
                ? 'is too short for an ExternalId, which has 2 characters at least'
                : 'is too long for an ExternalId',
            );
        yield {
          message: say`${text === '' ? words('An empty value') : say`The value ${text}`} ${why}, so ${words(operator.negated ? 'this excludes nobody' : 'no request can match it')}.`,
          span: node.span,
        };
      }
    }
  },
});
