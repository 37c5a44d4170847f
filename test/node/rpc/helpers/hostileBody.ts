import type { Chance } from "./Chance.js";
import { grammar, type Known, spoil, wrong } from "./grammar.js";

/** Requests that a batch may have. */
const largest = 100;
const noise = [
  "[",
  "{",
  "}",
  "]",
  ",",
  ":",
  '"',
  "\\",
  "\\ud800",
  "null",
  "1e999",
  "-",
  "\u2028",
  " ",
  "true",
];

/** A request by a method's grammar: right, or with something wrong in its parameters or around them. */
export function hostileRequest(chance: Chance, known: Known, methods: readonly string[]): unknown {
  const method = chance.pick(methods);
  const right = (grammar[method] ?? []).map((make) => make(chance, known));
  const cut = chance.oneIn(4) ? right.slice(0, chance.below(right.length + 1)) : right;
  const spoilt: unknown = chance.oneIn(2) ? cut : spoil(cut, chance);
  const params = chance.oneIn(30) ? wrong(chance) : spoilt;
  const request: Record<string, unknown> = { jsonrpc: "2.0", id: chance.below(1e9), method, params };
  if (chance.oneIn(15)) return spoil(request, chance);
  if (chance.oneIn(60)) delete request["id"];
  return request;
}

/** A body: a request, a batch of them, one with bytes changed, or noise. */
export function hostileBody(
  chance: Chance,
  known: Known,
  methods: readonly string[],
): { readonly body: string | Buffer; readonly count: number } {
  const how = chance.below(20);
  if (how === 0) return { body: Buffer.from(chance.hex(chance.below(300)), "hex"), count: 1 };
  if (how === 1) return { body: chance.some(40, () => chance.pick(noise)).join(""), count: 1 };
  if (how === 2) {
    const depth = chance.pick([10, 1_000, 60_000]);
    const [open, close] = chance.pick([
      ["[", "]"],
      ['{"params":', "}"],
      ['{"__proto__":', "}"],
    ] as const);
    return { body: `${open.repeat(depth)}1${chance.oneIn(2) ? "" : close.repeat(depth)}`, count: 1 };
  }
  if (how === 3) {
    const text = JSON.stringify(hostileRequest(chance, known, methods));
    const at = chance.below(text.length + 1);
    const put = chance.oneIn(2) ? chance.pick(noise) : String.fromCharCode(chance.below(256));
    return { body: `${text.slice(0, at)}${put}${text.slice(at + chance.below(3))}`, count: 1 };
  }
  if (how < 7) return { body: JSON.stringify(hostileRequest(chance, known, methods)), count: 1 };
  const size = chance.oneIn(60) ? 100 + chance.below(400) : 1 + chance.below(30);
  const batch = Array.from({ length: size }, () =>
    chance.oneIn(40) ? wrong(chance) : hostileRequest(chance, known, methods),
  );
  // One that is too large is refused as a whole.
  return { body: JSON.stringify(batch), count: size > largest ? 1 : size };
}
