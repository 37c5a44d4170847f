import { expect } from "chai";
import { runners } from "../helpers/runners.js";
import { fuzz } from "./helpers/fuzz.js";
import { keepFailure } from "./helpers/keepFailure.js";
import { programsOf, type Quarter, seed } from "./helpers/quarters.js";

/** All runners agree on a quarter of the random programs. */
export function itAgreesOn(quarter: Quarter): void {
  const { from, to } = programsOf(quarter);
  it(`CONFORM-4: all runners agree on random programs ${from} to ${to - 1} (seed ${seed})`, async () => {
    const result = await fuzz(runners, { seed, from, goesOn: (done) => from + done < to });
    const { failure } = result;
    const path = failure === undefined ? "" : await keepFailure(failure, runners[0]);
    expect(failure?.difference, `seed ${seed}, program ${failure?.index}, kept in ${path}`).to.equal(
      undefined,
    );
    expect(result.programs).to.equal(to - from);
    expect(result.undecided).to.be.at.most((to - from) / 500);
  }).timeout(900_000);
}
