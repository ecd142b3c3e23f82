import type { Diagram, DiagramEdge, DiagramNode, EdgeKind, NodeKind } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import type { Role } from '../iam/role';
import { shown } from '../iam/value';
import type { AssumeRow } from '../iam/whoCanAssume';

/** More boxes than this nobody reads; the table beside the picture has them all. */
const NODE_LIMIT = 14;

const ROLE = 'role';

/** Who can assume a role, as boxes with arrows to it: the role itself first, as in the table. */
export function trustDiagram(rows: readonly AssumeRow[], role: Role | undefined): Diagram {
  const shownRows = rows.slice(0, NODE_LIMIT);
  const left = rows.length - shownRows.length;
  const nodes = shownRows.map((row, i): DiagramNode => {
    const { label, detail } = namesOf(row, role);
    return { id: `${i}`, kind: kindOf(row), label, ...(detail && { detail }), column: 0, span: row.span };
  });
  const name = role === undefined ? words('this role') : say`${shown(role.name)}`;
  const account = role === undefined ? undefined : say`account ${shown(role.account)}`;
  nodes.push({ id: ROLE, kind: 'role', label: name, column: 1, ...(account && { detail: account }) });
  if (left > 0) {
    nodes.push({ id: 'more', kind: 'everyone', label: words(`${left} more`), column: 0 });
  }
  return {
    title: words('Who can assume the role'),
    nodes,
    edges: shownRows.map((row, i): DiagramEdge => {
      const kind = edgeOf(row);
      return { from: `${i}`, to: ROLE, kind, label: labelOf(row, kind) };
    }),
  };
}

function kindOf({ self, principal }: AssumeRow): NodeKind {
  if (self) return 'role';
  switch (principal?.kind) {
    case 'role':
    case 'session':
      return 'role';
    case 'user':
    case 'federatedUser':
      return 'identity';
    case 'account':
    case 'canonicalUser':
      return 'account';
    case 'service':
      return 'service';
    case 'saml':
    case 'oidc':
    case 'webIdentity':
      return 'provider';
    case 'uniqueId':
    case 'invalid':
    case 'unknown':
      return BY_TYPE.get(principal.type) ?? 'identity';
    default:
      return 'everyone';
  }
}

/** What stands for somebody of whom only the type is known. */
const BY_TYPE: ReadonlyMap<string, NodeKind> = new Map([
  ['Service', 'service'],
  ['Federated', 'provider'],
]);

/** Short names: the whole ARN stands in the table. */
function namesOf({ self, principal, label }: AssumeRow, role: Role | undefined): Names {
  if (self) return { label: words('the role itself') };
  if (principal === undefined) return { label };
  const account = (value: Parameters<typeof shown>[0]) =>
    role !== undefined && shown(role.account) === shown(value)
      ? words('same account')
      : say`account ${shown(value)}`;
  switch (principal.kind) {
    case 'role':
    case 'user':
      return {
        label: say`${words(principal.kind)} ${shown(principal.name)}`,
        detail: account(principal.account),
      };
    case 'session':
      return {
        label: say`session ${shown(principal.session)} of ${shown(principal.role)}`,
        detail: account(principal.account),
      };
    case 'account':
      return { label: say`account ${shown(principal.account)}`, detail: words('its roles and users') };
    case 'service':
      return { label: say`${shown(principal.value)}`, detail: words('AWS service') };
    case 'oidc':
    case 'webIdentity':
      return { label: say`${shown(principal.issuer)}`, detail: words('OIDC provider') };
    case 'saml':
      return {
        label: say`${shown(principal.value).replace(/^.*saml-provider\//, '')}`,
        detail: words('SAML provider'),
      };
    default:
      return { label };
  }
}

interface Names {
  readonly label: Sentence;
  readonly detail?: Sentence;
}

function edgeOf({ verdict, grant, conditions }: AssumeRow): EdgeKind {
  if (verdict === 'no') return 'denied';
  if (conditions.length > 0) return 'conditional';
  return grant === 'delegated' ? 'delegated' : 'direct';
}

function labelOf({ grant, deniedBy, conditions, verdict }: AssumeRow, kind: EdgeKind): Sentence {
  if (kind === 'denied')
    return words(deniedBy.length > 0 ? 'denied' : grant === 'none' ? 'not granted' : 'not allowed');
  if (kind !== 'conditional') {
    return words(grant === 'delegated' ? 'through its account' : verdict === 'yes' ? 'can' : 'may');
  }
  return conditions.length === 1 ? conditions[0]! : words(`${conditions.length} conditions`);
}
