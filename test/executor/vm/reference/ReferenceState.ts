import { createAddressFromString, hexToBytes } from "@ethereumjs/util";
import { expect } from "chai";
import { ReferenceState } from "../../../../packages/executor/src/vm/reference/ReferenceState.js";

const name = "0x00000000000000000000000000000000000000aa" as const;
const address = createAddressFromString(name);
const slot = hexToBytes(`0x${"00".repeat(31)}07`);

function loaded(): ReferenceState {
  const state = new ReferenceState();
  const account = { nonce: 1n, balance: 5n, code: new Uint8Array([1]), storage: new Map([[7n, 300n]]) };
  state.load(new Map([[name, account]]));
  return state;
}

describe("ReferenceState", () => {
  it("undoes what was done after a checkpoint, the deletion of an account included", async () => {
    const state = loaded();
    await state.checkpoint();
    await state.putStorage(address, slot, new Uint8Array([9]));
    await state.checkpoint();
    await state.deleteAccount(address);
    expect(state.accounts().size).to.equal(0);
    await state.revert();
    expect(state.accounts().get(name)?.storage).to.deep.equal(new Map([[7n, 9n]]));
    await state.revert();
    expect(state.accounts()).to.deep.equal(loaded().accounts());
  });

  it("remembers a slot's value from before the transaction until it is told to forget", async () => {
    const state = loaded();
    await state.putStorage(address, slot, new Uint8Array(0));
    expect([...(await state.originalStorageCache.get(address, slot))]).to.deep.equal([1, 44]);
    state.originalStorageCache.clear();
    expect(await state.originalStorageCache.get(address, slot)).to.have.length(0);
    expect(state.accounts().get(name)?.storage.size).to.equal(0);
  });

  it("computes no roots", () => {
    expect(() => loaded().getStateRoot())
      .to.throw()
      .with.property("code", "REFERENCE_UNSUPPORTED");
  });
});
