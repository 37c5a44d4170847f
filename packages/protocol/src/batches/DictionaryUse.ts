import { batchLayout, pieceCode } from "./batchLayout.js";

/** Where one entry would be used. */
interface Use {
  readonly key: string;
  /** Bytes that its places take without it. */
  plain: number;
  /** Places that name it by *n*. */
  counted: number;
  /** Places in data, that name it by a piece. */
  coded: number;
}

interface Kind {
  /** Bytes of an entry. */
  readonly cost: number;
  /** Entries at most. */
  readonly limit: number;
  /** Bytes that naming an entry takes at most; what decides. */
  readonly most: number;
  /** Bytes that naming one in data takes. */
  readonly codeSize: (index: number) => number;
  /** Which uses a small index makes shorter. */
  readonly weight: (use: Use) => number;
}

const kinds = {
  address: {
    cost: batchLayout.address,
    // As many as two bytes in data can name.
    limit: 0x4000,
    most: 2,
    codeSize: () => 2,
    weight: ({ counted }) => counted,
  },
  word: {
    cost: batchLayout.wordEntry,
    limit: batchLayout.entries,
    most: 3,
    codeSize: (index) => (index < pieceCode.word - pieceCode.firstWords ? 1 : 1 + countSize(index)),
    weight: ({ coded }) => coded,
  },
} as const satisfies Record<string, Kind>;

/** Counts where entries of one kind would be used, and chooses those that save more than they take. */
export class DictionaryUse {
  readonly #uses = new Map<string, Use>();
  readonly #kind: Kind;

  constructor(kind: keyof typeof kinds) {
    this.#kind = kinds[kind];
  }

  /**
   * @param plain Bytes that the place takes without an entry.
   * @param place How an entry would be named there: by *n*, or by a piece of data.
   */
  count(key: string, plain: number, place: "counted" | "coded"): void {
    let use = this.#uses.get(key);
    if (use === undefined) this.#uses.set(key, (use = { key, plain: 0, counted: 0, coded: 0 }));
    use.plain += plain;
    use[place]++;
  }

  /** The entries by their index: those first whose index should be small, then in the order in which they were met. */
  choose(): Map<string, number> {
    return new Map(this.#chosen().map(({ key }, index) => [key, index]));
  }

  /** Bytes that the entries save, their own taken off. */
  saved(): number {
    const { cost, codeSize } = this.#kind;
    return this.#chosen().reduce(
      (sum, { plain, counted, coded }, index) =>
        sum + plain - counted * countSize(index) - coded * codeSize(index) - cost,
      0,
    );
  }

  #chosen(): Use[] {
    const { cost, limit, most, weight } = this.#kind;
    const least = ({ plain, counted, coded }: Use): number => plain - most * (counted + coded) - cost;
    const chosen = [...this.#uses.values()].filter((use) => least(use) > 0);
    if (chosen.length > limit) {
      chosen.sort((a, b) => least(b) - least(a));
      chosen.length = limit;
    }
    return chosen.sort((a, b) => weight(b) - weight(a));
  }
}

/** Bytes of an index as *n*. */
function countSize(index: number): number {
  if (index < 0x80) return 1;
  return index < 0x4000 ? 2 : 3;
}
