/**
 * Random numbers that are the same for the same seed: "mulberry32".
 * @param {number} seed
 * @returns `random` gives a number from 0 to below 1, `pick` one of a list, `chance` true as often as it is told
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const chance = (probability) => random() < probability;
  return { random, pick, chance };
}
