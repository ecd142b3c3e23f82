/**
 * A function that works something out of an object once and keeps the result with the object. Rules share what they
 * need of a policy this way. A slot on the object itself, not a WeakMap: an edit throws hundreds of policies away,
 * and weak entries cost the garbage collector more than the work they save.
 * @param make a pure function of an object that never changes; its result must not be undefined
 */
export function oncePer<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const slot = Symbol(make.name);
  return (key) => {
    const holder = key as { [slot]?: V };
    const kept = holder[slot];
    if (kept !== undefined) return kept;
    const made = make(key);
    Object.defineProperty(key, slot, { value: made });
    return made;
  };
}
