import { PARTITIONS } from '../sts/partitions';
import { closest } from '../text/closest';

/** What the writer of a refused principal most likely meant. */
export interface Meant {
  readonly value: string;
  /** Whether there is no other reading. */
  readonly certain: boolean;
}

const ACCOUNT = /^\d{12}$/;
const KINDS = ['role', 'user', 'root', 'assumed-role', 'federated-user'] as const;

/**
 * The `AWS` principal that a malformed one stands for: blanks around it, an account ID with separators, a colon or a
 * service that is wrong, a resource type misspelt.
 * @returns undefined when nothing is near
 */
export function awsPrincipalMeant(text: string): Meant | undefined {
  const trimmed = text.trim();
  if (trimmed !== text) return isWellFormed(trimmed) ? { value: trimmed, certain: true } : undefined;
  const digits = text.replaceAll(/[\s-]/g, '');
  if (digits !== text && ACCOUNT.test(digits)) return { value: digits, certain: true };
  const parts = text.split(':');
  if (!/^arn$/i.test(parts[0] ?? '')) return undefined;
  const partition = parts[1] ?? '';
  const account = parts
    .find((part, i) => i > 1 && ACCOUNT.test(part.replaceAll('-', '')))
    ?.replaceAll('-', '');
  const written = parts.at(-1) ?? '';
  if (account === undefined || parts.length < 4 || parts.length > 7 || written === '') return undefined;
  const meant = resourceMeant(written);
  if (meant === undefined) return undefined;
  const service = /^(?:assumed-role|federated-user)\//.test(meant.value) ? 'sts' : 'iam';
  const value = `arn:${partition}:${service}::${account}:${meant.value}`;
  return value !== text && isWellFormed(value) ? { value, certain: meant.certain } : undefined;
}

function resourceMeant(resource: string): Meant | undefined {
  const slash = resource.indexOf('/');
  const type = slash < 0 ? resource : resource.slice(0, slash);
  const rest = slash < 0 ? '' : resource.slice(slash);
  if (type === 'instance-profile') return { value: `role${rest}`, certain: false };
  if (type === 'assumed-role' && /^\/[^/]+\/?$/.test(rest)) {
    return { value: `role${rest.replace(/\/$/, '')}`, certain: false };
  }
  const kind = KINDS.find((each) => each === type) ?? closest(type.toLowerCase(), KINDS);
  return kind === undefined ? undefined : { value: kind + rest, certain: true };
}

function isWellFormed(text: string): boolean {
  if (ACCOUNT.test(text)) return true;
  const [, partition, rest] = /^arn:([\w-]+):(.+)$/.exec(text) ?? [];
  if (!PARTITIONS.some(({ id }) => id === partition)) return false;
  return /^(?:iam::\d{12}:(?:root|(?:role|user)\/(?:[\x21-\x7e]+\/)?[\w+=,.@-]+)|sts::\d{12}:(?:assumed-role\/[\w+=,.@-]+\/|federated-user\/)[\w+=,.@:-]+)$/.test(
    rest ?? '',
  );
}
