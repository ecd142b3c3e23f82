/**
 * A function that works something out of an object once and keeps the result with the object. Rules share what they
 * need of a policy this way. A slot on the object itself, not a WeakMap: an edit throws hundreds of policies away,
 * and weak entries cost the garbage collector more than the work they save.
 * @param make a pure function of an object that never changes; its result must not be undefined
 */
export function oncePer<K extends object, V>(make: (key: K) => V): OncePer<K, V> {
  const slot = Symbol(make.name);
  const keep = (key: K, value: V): V => {
    Object.defineProperty(key, slot, { value });
    return value;
  };
  const once = (key: K): V => (key as { [slot]?: V })[slot] ?? keep(key, make(key));
  return Object.assign(once, { hand: (from: K, to: K) => void keep(to, once(from)) });
}

/** Such a function; `hand` gives a copy of an object what is worked out of the object. */
export interface OncePer<K extends object, V> {
  (key: K): V;
  hand(from: K, to: K): void;
}
