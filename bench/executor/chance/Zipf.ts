import type { Chance } from "./Chance.js";

/** h(x) = 1 / x, its integral, and the integral's inverse. */
const density = (x: number): number => 1 / x;
const integral = (x: number): number => Math.log(x);
const inverse = (y: number): number => Math.exp(y);

/**
 * Ranks by Zipf's law with exponent 1: rank r is drawn in proportion to 1 / (r + 1). Rejection-inversion after
 * Hörmann and Derflinger (1996), so a draw costs the same for ten ranks and for ten million.
 */
export class Zipf {
  readonly #ranks: number;
  readonly #low: number;
  readonly #high: number;
  readonly #shortcut: number;

  /** @param ranks How many there are, 1 or more. */
  constructor(ranks: number) {
    this.#ranks = ranks;
    this.#low = integral(1.5) - 1;
    this.#high = integral(ranks + 0.5);
    this.#shortcut = 2 - inverse(integral(2.5) - density(2));
  }

  /** 0 … ranks - 1. */
  draw(chance: Chance): number {
    for (;;) {
      const u = this.#high + chance.fraction() * (this.#low - this.#high);
      const x = inverse(u);
      const k = Math.min(Math.max(Math.round(x), 1), this.#ranks);
      if (k - x <= this.#shortcut || u >= integral(k + 0.5) - density(k)) return k - 1;
    }
  }
}
