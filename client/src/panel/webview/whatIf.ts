import type { AskResult, WhatIfOffered } from '../../../../server/src/lsp/protocol';
import type { FormQuestion, FromPanel, LabelName } from '../messages';
import { action, goTo, mark, type PageContext, section } from './context';
import { element, plainText, sentence } from './element';
import { EMPTY_FORM, type FormValues, questionOf } from './question';
import { stepTree } from './steps';

/** What the form holds, kept over a reload. */
export interface FormState {
  readonly values: FormValues;
  readonly more: boolean;
}

/** Milliseconds of rest in typing before the server is asked. */
const REST = 60;

/** The what-if form: it keeps what was typed however often the page is laid out anew. */
export class WhatIfForm {
  #values: FormValues;
  #more: boolean;
  readonly #post: (message: FromPanel) => void;
  readonly #changed: () => void;
  #page: PageContext | undefined;
  #out: HTMLElement | undefined;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(state: FormState | undefined, post: (message: FromPanel) => void, changed: () => void) {
    this.#values = { ...EMPTY_FORM, ...state?.values };
    this.#more = state?.more ?? false;
    this.#post = post;
    this.#changed = changed;
  }

  get state(): FormState {
    return { values: this.#values, more: this.#more };
  }

  /** The form, with the answer to what it holds on its way. */
  section(page: PageContext, offered: WhatIfOffered): HTMLElement {
    const { labels } = page;
    this.#page = page;
    this.#out = element('div', { class: 'answer' });
    const list = element(
      'datalist',
      { id: 'callers' },
      ...offered.callers.map((value) => element('option', { value })),
    );
    const more = element('div', { class: 'fields more', id: 'more-fields' }, ...this.#moreFields());
    more.hidden = !this.#more;
    const toggle = action(labels.more, () => {
      this.#more = !this.#more;
      more.hidden = !this.#more;
      toggle.setAttribute('aria-expanded', String(this.#more));
      this.#changed();
    });
    toggle.setAttribute('aria-expanded', String(this.#more));
    toggle.setAttribute('aria-controls', 'more-fields');
    const form = element(
      'form',
      { class: 'what-if', 'aria-labelledby': 'what-if' },
      element('p', { class: 'muted' }, labels.whatIfHelp),
      list,
      element('div', { class: 'fields' }, ...this.#firstFields(offered)),
      element('p', {}, toggle),
      more,
    );
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => this.#soon());
    this.#ask();
    return section('what-if', labels.whatIf, form, this.#out);
  }

  /** Shows an answer, unless a later question is under way. */
  answered(number: number, result: AskResult | undefined, say: (text: string) => void): void {
    const page = this.#page;
    if (number !== this.#asked || page === undefined || this.#out === undefined) return;
    if (result === undefined || result.kind === 'nothing') {
      this.#out.replaceChildren();
      return;
    }
    if (result.kind === 'mistake') {
      this.#out.replaceChildren(element('p', { class: 'mistake', role: 'alert' }, sentence(result.message)));
      return;
    }
    this.#out.replaceChildren(...this.#answer(page, result));
    say(plainText(result.explanation.title));
  }

  #answer(page: PageContext, result: Extract<AskResult, { kind: 'answer' }>): HTMLElement[] {
    const { labels } = page;
    const { explanation, ways, verdict } = result;
    const tone = explanation.verdict ?? 'depends';
    const turn = verdict === 'allowed' ? labels.turnToDenied : labels.turnToAllowed;
    const lists = ways.map((way) =>
      element(
        'ul',
        { class: 'way' },
        ...way.map(({ sentence: parts, place }) => element('li', {}, goTo(page, parts, place))),
      ),
    );
    const [only] = lists;
    const turning =
      only === undefined
        ? element('p', { class: 'muted' }, labels.nothingTurns)
        : lists.length === 1
          ? only
          : element('ol', { class: 'ways' }, ...lists.map((each) => element('li', {}, each)));
    const name = element('input', {
      type: 'text',
      id: 'case-name',
      placeholder: labels.keepName,
      'aria-label': labels.keepName,
    });
    const keep = (expect: 'allowed' | 'denied', text: string) =>
      action(`${labels.keep.replace('…', '')}: ${text}`, () =>
        this.#post({ type: 'keep', question: this.#question, name: name.value.trim(), expect }),
      );
    return [
      element(
        'div',
        { class: `answer-line ${tone}` },
        mark(page, tone, false),
        element('h3', {}, sentence(explanation.title)),
      ),
      element('h4', {}, turn),
      turning,
      element(
        'div',
        { class: 'keep' },
        name,
        keep('allowed', labels.answerAllowed),
        keep('denied', labels.answerDenied),
      ),
      element('h4', {}, labels.reasons),
      stepTree(page, explanation.steps, false),
    ];
  }

  get #question(): FormQuestion {
    return questionOf(this.#values);
  }

  #firstFields(offered: WhatIfOffered): HTMLElement[] {
    const { labels } = this.#page!;
    const actions: [string, string][] = [
      ['', labels.usualAction],
      ...offered.actions.map((each): [string, string] => [each, each]),
    ];
    return [
      this.#input('caller', 'callerHelp', { list: 'callers', autocomplete: 'off', class: 'wide-field' }),
      this.#select('action', actions),
      this.#input('externalId'),
      this.#mfa(),
    ];
  }

  #moreFields(): HTMLElement[] {
    return [
      this.#input('sessionName'),
      this.#input('sourceIp'),
      this.#input('organization'),
      this.#area('tags', 'tagsHelp'),
      this.#area('claims', 'claimsHelp'),
      this.#area('otherKeys', 'otherKeysHelp'),
      this.#area('identityPolicy', 'identityPolicyHelp'),
    ];
  }

  #mfa(): HTMLElement {
    const { labels } = this.#page!;
    return this.#select('mfa', [
      ['', labels.notSaid],
      ['true', labels.withMfa],
      ['false', labels.withoutMfa],
      ['absent', labels.noMfaKey],
    ]);
  }

  #input(
    name: keyof FormValues & LabelName,
    help?: LabelName,
    attributes: Record<string, string> = {},
  ): HTMLElement {
    const input = element('input', {
      type: 'text',
      id: `what-if-${name}`,
      spellcheck: 'false',

      ...attributes,
    });
    return this.#field(name, input, help && this.#page!.labels[help]);
  }

  #area(name: keyof FormValues & LabelName, help: LabelName): HTMLElement {
    const area = element('textarea', { id: `what-if-${name}`, rows: '2', spellcheck: 'false' });
    return this.#field(name, area, this.#page!.labels[help]);
  }

  #select(name: keyof FormValues & LabelName, options: readonly (readonly [string, string])[]): HTMLElement {
    const select = element(
      'select',
      { id: `what-if-${name}` },
      ...options.map(([value, text]) => element('option', { value }, text)),
    );
    return this.#field(name, select, undefined);
  }

  #field(
    name: keyof FormValues & LabelName,
    control: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement,
    help: string | undefined,
  ): HTMLElement {
    control.value = this.#values[name];
    const helpId = `${control.id}-help`;
    if (help !== undefined) control.setAttribute('aria-describedby', helpId);
    control.addEventListener('input', () => {
      this.#values = { ...this.#values, [name]: control.value };
    });
    const wide = control.tagName === 'TEXTAREA' || control.classList.contains('wide-field');
    return element(
      'div',
      { class: wide ? 'field wide-field' : 'field' },
      element('label', { for: control.id }, this.#page!.labels[name]),
      control,
      help === undefined ? undefined : element('span', { class: 'muted help', id: helpId }, help),
    );
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#changed();
      this.#ask();
    }, REST);
  }

  #ask(): void {
    this.#asked++;
    if (this.#values.caller.trim() === '') {
      this.#out?.replaceChildren();
      return;
    }
    this.#post({ type: 'ask', number: this.#asked, question: this.#question });
  }
}
