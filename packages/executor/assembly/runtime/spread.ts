// Where entries go in the tables' indexes: multilinear hashing (Lemire and Kaser, "Strongly universal string hashing is
// fast") with keys made from the host's chance. Any two inputs, chosen in any way without knowing the keys, share the
// upper 32 bits of the result in one of 2^32 cases; so nobody can choose addresses or slots that crowd one place.

/** u64 each: two for every limb of what is hashed and for an account, and one to begin with. */
const KEYS = memory.data(88, 16);
const KEYS_SIZE: u32 = 88;

/** Makes the keys: the outputs of SplitMix64 from `chance` on. */
export function seedSpread(chance: u64): void {
  for (let at: u32 = 0; at < KEYS_SIZE; at += 8) {
    chance += 0x9e3779b97f4a7c15;
    let x = (chance ^ (chance >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    store<u64>(KEYS + at, x ^ (x >> 31));
  }
}

/** The product of one limb's halves, each with its key. */
function limb(x: u64, key: usize): u64 {
  return (load<u64>(key) + (x & 0xffffffff)) * (load<u64>(key, 8) + (x >> 32));
}

/** Spreads an address, given as limbs: the upper bits of the result are where it goes. */
export function spreadAddress(a: u64, b: u64, c: u32): u64 {
  return load<u64>(KEYS, 80) + limb(a, KEYS) + limb(b, KEYS + 16) + limb(u64(c), KEYS + 32);
}

/** Spreads a slot: the word of its key as limbs, and its account. */
export function spreadSlot(a: u64, b: u64, c: u64, d: u64, account: u32): u64 {
  const low = limb(a, KEYS) + limb(b, KEYS + 16);
  return load<u64>(KEYS, 80) + low + limb(c, KEYS + 32) + limb(d, KEYS + 48) + limb(u64(account), KEYS + 64);
}
