import type { IdentityPolicySubject, RoleFacts, TrustPolicySubject } from '../documents/subjects';
import { plain } from '../explain/sentence';
import { knownString, type LocatedValue, readable } from '../syntax/tree';
import type { Span } from '../text/span';
import { fileName } from '../text/uri';
import { parseRoleArn } from './arn';
import type { GraphDenial, GraphEdge, GraphNode } from './graph';
import type { Statement } from './policy';
import { type Principal, principalWords } from './principals';
import type { Role } from './role';
import { allowedIn } from './trusted';
import { shown, type Value } from './value';
import { type AssumeRow, whoCanAssume } from './whoCanAssume';

/** Puts the graph together, one policy after the other. */
export class GraphMaker {
  readonly nodes = new Map<string, GraphNode>();
  readonly edges: GraphEdge[] = [];
  readonly denials: GraphDenial[] = [];
  readonly #known = new Set<string>();
  /** The places where roles trust whole accounts, by role: other policies decide who of the account it is. */
  readonly #delegating = new Map<string, { account: Value; place: GraphEdge['place'] }[]>();

  define(subject: TrustPolicySubject, role: Role | undefined): void {
    const id = idOf(subject.role, role, subject.source.uri, subject.span);
    const { uri } = subject.source;
    const span = subject.role.resource?.span ?? subject.role.span ?? subject.span;
    if (this.nodes.get(id)?.place !== undefined) return;
    this.nodes.set(id, {
      id,
      kind: 'role',
      label: labelOf(subject, role),
      place: { uri, span },
      account: role === undefined ? undefined : digits(role.account),
    });
  }

  trust(subject: TrustPolicySubject, role: Role | undefined): void {
    const { uri } = subject.source;
    const to = idOf(subject.role, role, uri, subject.span);
    const statements = new Map<string, Statement[]>();
    for (const { principal, statement } of allowedIn(subject.policy)) {
      const key = `${principal.type} ${shown(principal.value)}`;
      const known = statements.get(key);
      if (known === undefined) statements.set(key, [statement]);
      else known.push(statement);
    }
    for (const row of whoCanAssume(subject.policy, role)) {
      const { self, principal, verdict, grant, span } = row;
      const place = { uri, span };
      if (verdict === 'no') {
        this.#deny(row, to, place);
        continue;
      }
      if (self && grant === 'direct') this.#edge(to, to, 'yes', 'trust', 'direct', place);
      if (self || principal === undefined) continue;
      const wide = principal.kind === 'account' || principal.kind === 'everyone';
      const own = statements.get(`${principal.type} ${shown(principal.value)}`) ?? [];
      const callers = wide ? own.map(callersIn) : [];
      for (const value of callers.flatMap((each) => each ?? [])) {
        const from = this.#add(this.#named(textOf(value), uri, undefined));
        this.#edge(from, to, 'depends', 'trust', 'conditional', { uri, span: value.span });
      }
      // A statement without a test of who calls leaves the whole account in.
      if (wide && callers.length > 0 && callers.every((each) => each !== undefined)) continue;
      const who = this.#principal(principal, uri);
      if (who === undefined || who.id === to) continue;
      const from = this.#add(who);
      this.#edge(from, to, verdict === 'yes' ? 'yes' : 'depends', 'trust', wayOf(row), place);
      if (principal.kind === 'account') {
        const open = { account: principal.account, place };
        const places = this.#delegating.get(to);
        if (places === undefined) this.#delegating.set(to, [open]);
        else places.push(open);
      }
    }
  }

  #deny({ self, principal, grant, deniedBy }: AssumeRow, to: string, place: GraphEdge['place']): void {
    if (deniedBy.length === 0 || grant === 'none') return;
    const from = self ? this.nodes.get(to) : principal && this.#principal(principal, place.uri);
    if (from !== undefined) this.denials.push({ from, to, place });
  }

  /** A role that asks for another one, which trusts the account that the first is in. */
  ask({ policy, attachedTo, source: { uri } }: IdentityPolicySubject): void {
    if (attachedTo?.arn === undefined) return;
    const from = idOf(attachedTo, undefined, uri, { start: 0, end: 0 });
    const node = this.nodes.get(from);
    if (node === undefined) return;
    const own = accountIn(readable(attachedTo.arn));
    for (const statement of policy.statements) {
      if (statement.effect !== 'Allow' || !statement.action?.values.some(assumes)) continue;
      for (const value of statement.resource?.values ?? []) {
        const to = this.nodes.has(textOf(value)) ? textOf(value) : `${uri}#${textOf(value)}`;
        const open = this.#delegating.get(to)?.find(({ account }) => shown(account) === own);
        if (open !== undefined) this.#edge(from, to, 'depends', 'account', 'delegated', open.place);
      }
    }
  }

  #principal(principal: Principal, uri: string): GraphNode | undefined {
    const text = shown(principal.value);
    switch (principal.kind) {
      case 'role':
      case 'user':
        return this.#named(text, uri, principal.kind);
      case 'session': {
        const role = text.replace(/:sts::(.*):assumed-role\/(.*)\/[^/]*$/, ':iam::$1:role/$2');
        return this.#named(role, uri, 'role');
      }
      case 'account':
        return this.#other(`account ${shown(principal.account)}`, 'account', digits(principal.account));
      case 'service':
        return this.#other(text, 'service');
      case 'saml':
      case 'oidc':
      case 'webIdentity':
        return this.#other(text, 'provider');
      case 'everyone':
        return principal.type === 'Service' || principal.type === 'Federated'
          ? this.#other(plain(principalWords(principal)), kindByType(principal))
          : this.#other('everyone', 'everyone');
      case 'invalid':
        return undefined;
      default:
        return this.#other(text, kindByType(principal));
    }
  }

  /** Something with an ARN, which may be a role that a file in sight defines. */
  #named(text: string, uri: string, kind: 'role' | 'user' | undefined): GraphNode {
    const known = this.nodes.get(`${uri}#${text}`) ?? this.nodes.get(text);
    if (known !== undefined) return known;
    const label = /:(?:role|user)\/(.+)$/.exec(text)?.[1] ?? text;
    const isUser = kind === 'user' || /:user\//.test(text);
    const account = accountIn(text);
    return {
      id: text,
      kind: isUser ? 'user' : 'role',
      label,
      place: undefined,
      account: /^\d{12}$/.test(account ?? '') ? account : undefined,
    };
  }

  #other(id: string, kind: GraphNode['kind'], account?: string): GraphNode {
    return this.nodes.get(id) ?? { id, kind, label: id, place: undefined, account };
  }

  #add(node: GraphNode): string {
    if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
    return node.id;
  }

  #edge(
    from: string,
    to: string,
    verdict: GraphEdge['verdict'],
    by: GraphEdge['by'],
    way: GraphEdge['way'],
    place: GraphEdge['place'],
  ) {
    const key = `${from}\n${to}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    const crossAccount = this.#crossing(this.nodes.get(from), this.nodes.get(to));
    this.edges.push({ from, to, verdict, by, way, crossAccount, place });
  }

  #crossing(from: GraphNode | undefined, to: GraphNode | undefined): GraphEdge['crossAccount'] {
    if (from === undefined || to === undefined || from === to) return 'no';
    if (from.kind === 'service' || from.kind === 'provider') return 'no';
    if (from.account !== undefined && to.account !== undefined)
      return from.account === to.account ? 'no' : 'yes';
    const [one, other] = [from, to].map(({ id, kind }) => (kind === 'account' ? id.slice(8) : accountIn(id)));
    return one !== undefined && one === other ? 'no' : 'depends';
  }
}

/** What a principal is where its value tells nothing: services and providers are of no account. */
function kindByType({ type }: Principal): GraphNode['kind'] {
  return type === 'Service' ? 'service' : type === 'Federated' ? 'provider' : 'other';
}

function wayOf({ grant, conditions }: AssumeRow): GraphEdge['way'] {
  if (conditions.length > 0) return 'conditional';
  return grant === 'delegated' ? 'delegated' : 'direct';
}

/** A role by its ARN; a name that the deployment makes up, or no name at all, means something in its file only. */
function idOf(facts: RoleFacts, role: Role | undefined, uri: string, span: Span): string {
  const arn = facts.arn === undefined ? role && shown(role.text) : readable(facts.arn);
  if (arn === undefined) return `${uri}@${span.start}`;
  return facts.resource !== undefined && facts.name === undefined ? `${uri}#${arn}` : arn;
}

function labelOf({ role: facts, source: { uri } }: TrustPolicySubject, role: Role | undefined): string {
  if (facts.name !== undefined) return readable(facts.name);
  return facts.resource?.id ?? (role === undefined ? fileName(uri) : shown(role.name));
}

/** The values of conditions that name who may call; undefined where a statement has none. */
function callersIn({ conditions }: Statement): readonly LocatedValue[] | undefined {
  const named = conditions.filter(
    ({ key, operator }) =>
      key.toLowerCase() === 'aws:principalarn' &&
      /^(?:ForAnyValue:)?(?:Arn|String)(?:Equals|Like)$/i.test(operator),
  );
  return named.length === 0 ? undefined : named.flatMap(({ values }) => values);
}

function textOf(value: LocatedValue): string {
  if (value.kind === 'string') return readable(value.text);
  return value.kind === 'hole' ? `\${${value.expression}}` : '';
}

function assumes(value: LocatedValue): boolean {
  return /^(?:\*|sts:(?:\*|assumerole\*?))$/i.test(knownString(value) ?? '');
}

function digits(account: Value): string | undefined {
  return typeof account === 'string' && /^\d{12}$/.test(account) ? account : undefined;
}

function accountIn(arn: string): string | undefined {
  const exact = parseRoleArn(arn)?.account;
  return exact ?? /:iam::((?:\$\{[^{}]*\}|[^:])+):/.exec(arn)?.[1];
}
