/**
 * Whether addresses lie in a range of IpAddress or NotIpAddress: an IPv4 or IPv6 address or CIDR block.
 * Source: IAM User Guide, "Condition operators", IP address condition operators; RFC 4632 and RFC 4291.
 * @returns undefined when the text is no such range; otherwise a test, false for whatever is no address
 */
export function inRange(text: string): ((address: string) => boolean) | undefined {
  const slash = text.indexOf('/');
  const base = addressBytes(slash < 0 ? text : text.slice(0, slash));
  if (base === undefined) return undefined;
  const length = slash < 0 ? base.length * 8 : prefixLength(text.slice(slash + 1));
  if (length === undefined || length > base.length * 8) return undefined;
  return (address) => {
    const bytes = addressBytes(address);
    return bytes !== undefined && bytes.length === base.length && sameBits(bytes, base, length);
  };
}

function prefixLength(text: string): number | undefined {
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

function sameBits(a: readonly number[], b: readonly number[], bits: number): boolean {
  const whole = bits >> 3;
  for (let i = 0; i < whole; i++) if (a[i] !== b[i]) return false;
  const rest = bits & 7;
  return rest === 0 || a[whole]! >> (8 - rest) === b[whole]! >> (8 - rest);
}

/** 4 or 16 bytes, or undefined. */
function addressBytes(text: string): number[] | undefined {
  return text.includes(':') ? ipv6Bytes(text) : ipv4Bytes(text);
}

function ipv4Bytes(text: string): number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return undefined;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte < 256) ? bytes : undefined;
}

function ipv6Bytes(text: string): number[] | undefined {
  if (text.length > 45) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groupBytes(halves[0]!);
  const tail = halves[1] === undefined ? [] : groupBytes(halves[1]);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

/** The bytes of colon-separated groups; the last may be an IPv4 address. */
function groupBytes(text: string): number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [i, group] of groups.entries()) {
    const dotted = i === groups.length - 1 && group.includes('.') ? ipv4Bytes(group) : undefined;
    if (dotted !== undefined) bytes.push(...dotted);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    } else return undefined;
  }
  return bytes;
}
