import { RULE_IDS, SYNTAX, SYNTAX_MEANING } from '../../core/rules/ids';
import { RULES } from '../../core/rules/list';
import { closest } from '../../core/text/closest';
import { ruleList } from '../rulePage';
import { painter } from '../terminal';
import { command } from './command';

export const ruleCommand = command({
  name: 'rule',
  summary: 'List the rules, or show the page of one.',
  usage: 'rule [ID]',
  options: {},
  async run({ rest }, terminal) {
    const [id, ...more] = rest;
    if (more.length > 0) return { kind: 'misused', message: 'rule takes one rule id.' };
    if (id === undefined) {
      terminal.out(ruleList(RULES));
      return { kind: 'shown' };
    }
    // Loaded here only: the pages are a large part of the rules, and no other command shows them.
    const { pageOf } = await import('../rulePages.js');
    const page = pageOf(id);
    if (page === undefined) {
      if (id === SYNTAX) {
        terminal.out(`${SYNTAX}: ${SYNTAX_MEANING} Its own level: warning.\n`);
        return { kind: 'shown' };
      }
      const close = closest(id, RULE_IDS);
      const end = close === undefined ? '' : ` Did you mean ${close}?`;
      return { kind: 'misused', message: `There is no rule "${id}".${end}` };
    }
    const paint = painter(terminal.colours);
    terminal.out(page.replace(/^#+ .*$/gm, (heading) => paint('bold', heading)));
    return { kind: 'shown' };
  },
});
