import { expect } from "chai";
import fc from "fast-check";
import { network } from "hardhat";

import { npmContract } from "../../helpers/npmContract.js";
import { keyOf } from "../../helpers/tokenSuite.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });

const PARAMETERS = { seed: 734, numRuns: 25, verbose: true } as const;
const ARTIFACT = "@onchain-id/solidity/artifacts/contracts/Identity.sol/Identity.json";
const KEYS = [0, 1, 2].map((i) => ethers.id(`key ${i}`));
const PURPOSES = [0n, 1n, 2n, 3n, 191n];

interface Step {
  readonly add: boolean;
  readonly key: number;
  readonly purpose: bigint;
  readonly keyType: bigint;
}

describe("Identity and ONCHAINID's, side by side", () => {
  const fixture = async () => {
    const [manager] = await ethers.getSigners();
    const ours = await ethers.deployContract("Identity");
    await ours.initialize(manager!);
    const theirs = await npmContract(ARTIFACT, manager!, [manager!.address, false]);
    return { ours, theirs, manager: manager! };
  };
  /** Sorts what has no order. */
  const sorted = (values: readonly unknown[]) => values.map(String).sort();

  it("IDENTITY-40: whatever is done to keys, both tell the same of them", async () => {
    const { ours, theirs, manager } = await networkHelpers.loadFixture(fixture);
    const tell = async (identity: typeof ours | typeof theirs) => {
      const call = (name: string, ...args: unknown[]) =>
        identity.getFunction(name).staticCall(...args) as Promise<unknown>;
      const keys = [...KEYS, keyOf(manager.address)];
      return {
        keys: await Promise.all(
          keys.map(async (key) => {
            const [purposes, keyType, found] = (await call("getKey", key)) as [bigint[], bigint, string];
            return [
              sorted(purposes),
              keyType,
              found,
              sorted((await call("getKeyPurposes", key)) as bigint[]),
            ];
          }),
        ),
        byPurpose: await Promise.all(
          PURPOSES.map(async (purpose) => sorted((await call("getKeysByPurpose", purpose)) as string[])),
        ),
        has: await Promise.all(
          keys.flatMap((key) => PURPOSES.map((purpose) => call("keyHasPurpose", key, purpose))),
        ),
      };
    };
    const step = fc.record({
      add: fc.boolean(),
      key: fc.nat({ max: KEYS.length - 1 }),
      purpose: fc.constantFrom(...PURPOSES),
      keyType: fc.constantFrom(1n, 2n),
    });
    const run = async (identity: typeof ours | typeof theirs, { add, key, purpose, keyType }: Step) => {
      const call = add
        ? identity.getFunction("addKey")(KEYS[key], purpose, keyType)
        : identity.getFunction("removeKey")(KEYS[key], purpose);
      return call.then(
        () => true,
        () => false,
      );
    };
    const snapshot = await networkHelpers.takeSnapshot();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        await snapshot.restore();
        for (const one of steps) expect(await run(ours, one)).to.equal(await run(theirs, one));
        expect(await tell(ours)).to.deep.equal(await tell(theirs));
      }),
      PARAMETERS,
    );
  });
});
