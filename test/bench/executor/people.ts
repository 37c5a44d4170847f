import { expect } from "chai";
import { computeAddress, hexlify, keccak256, AbiCoder } from "ethers";
import { SlotKeys } from "../../../bench/executor/holders/SlotKeys.js";
import { People } from "../../../bench/executor/people/People.js";
import { senderKey } from "../../../bench/executor/people/senderKey.js";
import { fromHex, toHex } from "../../../packages/protocol/src/index.js";

const population = { seed: 5, senders: 3, holders: 300 };

describe("bench > executor > people", () => {
  it("gives senders the addresses of their keys", () => {
    const people = new People(population);
    for (const index of [0, 1, 2]) {
      const address = computeAddress(hexlify(senderKey(5, index)));
      expect(people.address(index)).to.equal(address.toLowerCase());
    }
  });

  it("gives everyone an address of their own, the same every time, another for another seed", () => {
    const all = (seed: number): string[] => {
      const people = new People({ ...population, seed });
      return Array.from({ length: 300 }, (_, index) => people.address(index));
    };
    expect(new Set([...all(5), ...all(6)])).to.have.property("size", 600);
    expect(all(5)).to.deep.equal(all(5));
  });

  it("finds the slots of mappings, and of mappings of mappings, where Solidity puts them", () => {
    const address = new People(population).address(7);
    const hash = (types: string[], values: unknown[]): string =>
      keccak256(AbiCoder.defaultAbiCoder().encode(types, values));
    const outer = hash(["address", "uint256"], [address, 9n]);
    const slot = new Uint8Array(32);
    new SlotKeys({ mapping: 9n }).write(fromHex(address, 20), 0, slot, 0);
    expect(toHex(slot)).to.equal(outer);
    new SlotKeys({ mapping: 9n, then: 344n }).write(fromHex(address, 20), 0, slot, 0);
    expect(toHex(slot)).to.equal(hash(["uint256", "bytes32"], [344n, outer]));
  });
});
