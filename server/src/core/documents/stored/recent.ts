/** Things worked out for others, of which only those asked for last are kept. */
export class Recent<K, V> {
  readonly #limit: number;
  readonly #make: (key: K) => V;
  /** The one asked for last stands last. */
  readonly #kept = new Map<K, V>();

  /** @param limit how many are kept at the most */
  constructor(limit: number, make: (key: K) => V) {
    this.#limit = limit;
    this.#make = make;
  }

  /** What belongs to a key: kept, or made anew. */
  get(key: K): V {
    const known = this.#kept.get(key);
    const value = known ?? this.#make(key);
    if (known !== undefined) this.#kept.delete(key);
    this.#kept.set(key, value);
    if (this.#kept.size > this.#limit) this.#kept.delete(this.#kept.keys().next().value!);
    return value;
  }
}
