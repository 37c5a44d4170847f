import { expect } from "chai";
import { Chance } from "../../../bench/executor/chance/Chance.js";
import { Zipf } from "../../../bench/executor/chance/Zipf.js";

const draws = (chance: Chance, count: number): number[] =>
  Array.from({ length: count }, () => chance.fraction());

describe("bench > executor > chance", () => {
  it("gives the same numbers for the same seed and stream, and others for another", () => {
    const first = draws(new Chance(7, 1), 100);
    expect(draws(new Chance(7, 1), 100)).to.deep.equal(first);
    expect(draws(new Chance(8, 1), 100)).to.not.deep.equal(first);
    expect(draws(new Chance(7, 2), 100)).to.not.deep.equal(first);
  });

  it("spreads over the whole range", () => {
    const chance = new Chance(1);
    const counts = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 10_000; draw++) counts[chance.below(10)]!++;
    for (const count of counts) expect(count).to.be.within(850, 1150);
  });

  it("draws rank r in proportion to 1 / (r + 1)", () => {
    const ranks = 50;
    const harmonic = Array.from({ length: ranks }, (_, rank) => 1 / (rank + 1)).reduce((sum, x) => sum + x);
    const zipf = new Zipf(ranks);
    const chance = new Chance(3);
    const counts = new Array<number>(ranks).fill(0);
    const total = 100_000;
    for (let draw = 0; draw < total; draw++) counts[zipf.draw(chance)]!++;
    for (const [rank, count] of counts.entries()) {
      const expected = total / (rank + 1) / harmonic;
      // Five standard deviations; the seed is fixed.
      expect(count, `rank ${rank}`).to.be.within(
        expected - 5 * Math.sqrt(expected),
        expected + 5 * Math.sqrt(expected),
      );
    }
  });

  it("stays within one rank, and within ten million", () => {
    const chance = new Chance(4);
    expect(new Zipf(1).draw(chance)).to.equal(0);
    const many = new Zipf(10_000_000);
    for (let draw = 0; draw < 1000; draw++) expect(many.draw(chance)).to.be.within(0, 9_999_999);
  });
});
